import htmx from "htmx.org";

import { keepBallots } from "./ballots.js";
import { keepClocks } from "./clocks.js";
import { forgetSent, keepDrafts } from "./drafts.js";
import { readyFields } from "./fields.js";
import { listenToKeys } from "./keyboard.js";
import { followRecord } from "./live.js";
import { readyMenus } from "./menus.js";
import { showRefusals } from "./messages.js";
import { openSeals } from "./seals.js";
import { readyTheme } from "./theme.js";

// The content security policy allows neither eval nor inline styles.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages of signed-in people are not kept in the browser's storage
window.htmx = htmx;

readyTheme();
readyMenus();
listenToKeys();
showRefusals();
keepClocks();
forgetSent();
followRecord(htmx);
openSeals();

// These look at the page again after htmx has put something new into it.
htmx.onLoad((root) => {
  keepBallots(root);
  keepDrafts(root);
  readyFields(root);
});

"""Writing, changing and guarding the charter."""

from folkmoot.charter.articles.actions.adopting import TopicDraft as TopicDraft
from folkmoot.charter.articles.actions.adopting import adopt_first as adopt_first
from folkmoot.charter.articles.actions.amending import adopt as adopt
from folkmoot.charter.articles.actions.amending import decline as decline
from folkmoot.charter.articles.actions.amending import give_voice as give_voice
from folkmoot.charter.articles.actions.amending import propose as propose
from folkmoot.charter.articles.actions.guarding import accept_guard as accept_guard
from folkmoot.charter.articles.actions.guarding import ask_guardian as ask_guardian
from folkmoot.charter.articles.actions.guarding import give_back as give_back
from folkmoot.charter.articles.actions.guarding import sign as sign
from folkmoot.charter.articles.actions.opening import begin as begin
from folkmoot.charter.articles.actions.opening import keep as keep
from folkmoot.charter.articles.actions.reviewing import review as review

"""The pages of the charter as a whole."""

from folkmoot.charter.articles.views.amending import Propose as Propose
from folkmoot.charter.articles.views.amending import amendment as amendment
from folkmoot.charter.articles.views.amending import settle as settle
from folkmoot.charter.articles.views.amending import signature as signature
from folkmoot.charter.articles.views.amending import voice as voice
from folkmoot.charter.articles.views.guarding import acceptance as acceptance
from folkmoot.charter.articles.views.guarding import ask as ask
from folkmoot.charter.articles.views.guarding import give_back as give_back
from folkmoot.charter.articles.views.guarding import soul as soul
from folkmoot.charter.articles.views.opening import Step as Step
from folkmoot.charter.articles.views.opening import opening as opening
from folkmoot.charter.articles.views.reading import edition as edition
from folkmoot.charter.articles.views.reading import edition_text as edition_text
from folkmoot.charter.articles.views.reading import pace as pace
from folkmoot.charter.articles.views.reading import power as power
from folkmoot.charter.articles.views.reading import review as review
from folkmoot.charter.articles.views.reading import text as text

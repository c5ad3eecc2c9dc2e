"""Seats, mandates, and what is said in the name of others."""

from folkmoot.charter.mandates.actions.mandating import confirm as confirm
from folkmoot.charter.mandates.actions.mandating import end_mandate as end_mandate
from folkmoot.charter.mandates.actions.mandating import grant_by_clause as grant_by_clause
from folkmoot.charter.mandates.actions.mandating import grant_by_vote as grant_by_vote
from folkmoot.charter.mandates.actions.seating import allow_naming as allow_naming
from folkmoot.charter.mandates.actions.seating import declare_interest as declare_interest
from folkmoot.charter.mandates.actions.seating import found_body as found_body
from folkmoot.charter.mandates.actions.seating import leave_seat as leave_seat
from folkmoot.charter.mandates.actions.seating import offer_seat as offer_seat
from folkmoot.charter.mandates.actions.seating import take_seat as take_seat
from folkmoot.charter.mandates.actions.speaking import draft as draft
from folkmoot.charter.mandates.actions.speaking import publish as publish
from folkmoot.charter.mandates.actions.speaking import reply as reply
from folkmoot.charter.mandates.actions.speaking import represented_again as represented_again
from folkmoot.charter.mandates.actions.speaking import say_not_represented as say_not_represented
from folkmoot.charter.mandates.actions.voting import close_motion as close_motion
from folkmoot.charter.mandates.actions.voting import open_motion as open_motion
from folkmoot.charter.mandates.actions.voting import vote_on_motion as vote_on_motion

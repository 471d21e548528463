"""The people of a whole pathway, each with an open browser, and what everyone reads of the next step."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.town import DESK, PHONE, Town

HER_NAME = "Oksana Petrenko"
HER_PHONE, HOUSEHOLD_PHONE = "06 39 98 77 01", "06 39 98 77 02"


class Cast:
    """Opens each person's browser when the person first acts, and keeps it."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._pages: dict[str, Page] = {}
        self.thread = ""

    def staff(self, name: str, width: int = DESK) -> Page:
        """Somebody of the team, at her first page."""
        if name not in self._pages:
            self._pages[name] = self._town.enter(name, width)
        page = self._pages[name]
        page.goto("/")
        return page

    def by_code(self, phone: str) -> Page:
        """The person or the household, on a telephone, at their first page."""
        if phone not in self._pages:
            self._pages[phone] = self._town.enter_by_code(phone, PHONE)
        page = self._pages[phone]
        page.goto("/")
        return page

    def her(self) -> Page:
        """The person, on her telephone."""
        return self.by_code(HER_PHONE)

    def household(self) -> Page:
        """The household, on its telephone."""
        return self.by_code(HOUSEHOLD_PHONE)

    def advisor(self) -> Page:
        """Her advisor, at her thread."""
        page = self.staff("Claire Morel")
        page.goto(self.thread)
        return page

    def next_is(self, says: str, who: str) -> None:
        """What her advisor reads on the next-step card: what comes, and who acts."""
        card = self.advisor().get_by_role("region", name="Prochaine étape")
        expect(card.get_by_role("heading")).to_have_text(says)
        expect(card.get_by_role("definition").first).to_contain_text(who)

    def she_reads(self, says: str) -> Page:
        """What she reads on her own page as the next step; returns her page."""
        page = self.her()
        expect(page.get_by_role("region", name="Ce qui vient maintenant").get_by_role("heading")).to_have_text(says)
        return page


def told(page: Page, says: str) -> None:
    """What the page answers after an act."""
    expect(page.get_by_role("main").get_by_text(says).first).to_be_visible()


def birth_date(page: Page, group: str, day: date) -> None:
    """A day typed in three boxes."""
    boxes = page.get_by_role("group", name=group)
    for label, part in (("Jour", day.day), ("Mois", day.month), ("Année", day.year)):
        boxes.get_by_label(label).fill(str(part))

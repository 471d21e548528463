from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone: accounts are opened by the programme."""

    def is_open_for_signup(self, request: object) -> bool:
        return False

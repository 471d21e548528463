"""Reception: referrals, files of referrals, duplicates, eligibility decided by people."""

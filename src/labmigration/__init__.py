"""Lab Migration pour l’emploi à domicile."""

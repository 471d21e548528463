"""The reference document and the installation booklet: what is configured, observed and written, section by section."""

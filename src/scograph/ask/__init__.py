"""Questions in people's own words, in English, Chinese, Russian: answered exactly, or refused."""

"""The fault campaign: a plan applied again and again, each time with something going wrong at another request."""

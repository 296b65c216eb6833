"""From letters to tokens: names of the account, numbers, places, devices, addresses and the words of the field."""

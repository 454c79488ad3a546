.PHONY: check run format bench dist

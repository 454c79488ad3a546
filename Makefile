.PHONY: check run format bench prove dist

version := $(shell sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml)
name := earmark-$(version)
with_jdk := . bin/find-jdk && find_jdk javac && JAVA_HOME="$$java_home"

# what has to pass before a commit
check:
	./check

run:
	./earmark serve

# white space of the Java sources
format:
	$(with_jdk) mvn -B -ntp spotless:apply

bench:
	sh bench/run

# the claims of the tests on full counts; writes docs/proof.md
prove:
	bin/prove

# what a user unpacks and runs: needs Java 25, no Maven and no Node.js
dist:
	./earmark --version
	rm -rf target/dist
	mkdir -p target/dist/$(name)/target
	cp -R earmark bin docs LICENSE NOTICE *.md target/dist/$(name)/
	cp target/earmark.jar target/dist/$(name)/target/
	tar -czf target/$(name).tar.gz -C target/dist $(name)
	@echo "Made target/$(name).tar.gz"

package earmark.search;

import java.util.Optional;

/** How a tag was given: what of it a search asks for. */
record Way(Optional<String> by, Span atMicros, Optional<String> via, Optional<Long> operation) {
  static final Way ANY = new Way(Optional.empty(), Span.ALL, Optional.empty(), Optional.empty());

  static Way by(String login) {
    return new Way(Optional.of(login), Span.ALL, Optional.empty(), Optional.empty());
  }

  static Way at(Span micros) {
    return new Way(Optional.empty(), micros, Optional.empty(), Optional.empty());
  }

  static Way via(String door) {
    return new Way(Optional.empty(), Span.ALL, Optional.of(door), Optional.empty());
  }

  static Way operation(long number) {
    return new Way(Optional.empty(), Span.ALL, Optional.empty(), Optional.of(number));
  }

  static Way of(Query.Given given) {
    return new Way(
        given.by(), new Span(given.fromMicros(), given.toMicros()), given.via(), given.operation());
  }

  /** This and the other, which asks for something else. */
  Way and(Way other) {
    return new Way(
        by.or(other::by),
        atMicros.equals(Span.ALL) ? other.atMicros : atMicros,
        via.or(other::via),
        operation.or(other::operation));
  }

  Query.Given given(Query.HasTagLike tag) {
    return new Query.Given(
        tag.kinds(), tag.name(), by, atMicros.from(), atMicros.to(), via, operation);
  }
}

package earmark.exchange.stix;

import earmark.indicator.IndicatorType;
import earmark.tag.Thing;
import java.util.List;
import java.util.Optional;

/** Tells what objects of a bundle are about, for who wants the tags of one kind of things. */
interface Subjects {

  /** What the object itself is, which others may refer to. */
  Optional<Subject> observed(StixObject object);

  /** What an object without references means by its pattern or its name. */
  Optional<Subject> meant(StixObject object);

  /** The ids of what an object is about. */
  List<String> references(StixObject object);

  /** The words for what an object lacks that is about none. */
  String none();

  static Subjects of(Thing wanted) {
    return switch (wanted) {
      case SAMPLE -> new Samples();
      case INDICATOR -> new Indicators();
      case REPORT -> throw new IllegalArgumentException("tags of reports are not read");
    };
  }

  /**
   * Files with hashes; {@code observed-data} and {@code malware} refer to them, an {@code
   * indicator} may have the pattern of one.
   */
  final class Samples implements Subjects {
    private static final java.util.regex.Pattern HASH =
        java.util.regex.Pattern.compile("[0-9a-fA-F]+");

    @Override
    public Optional<Subject> observed(StixObject object) {
      if (!object.type().equals("file")) return Optional.empty();
      return object.algorithms().stream()
          .findFirst()
          .map(best -> new Subject(object.hashes().getOrDefault(best, ""), Optional.empty()));
    }

    @Override
    public Optional<Subject> meant(StixObject object) {
      if (!object.type().equals("indicator")) return Optional.empty();
      return Pattern.read(object.pattern())
          .filter(pattern -> pattern.path().startsWith("file:hashes."))
          .filter(pattern -> HASH.matcher(pattern.value()).matches())
          .map(pattern -> new Subject(pattern.value(), Optional.empty()));
    }

    @Override
    public List<String> references(StixObject object) {
      return switch (object.type()) {
        case "observed-data" -> object.objectRefs();
        case "malware" -> object.sampleRefs();
        default -> List.of();
      };
    }

    @Override
    public String none() {
      return "no file with a hash";
    }
  }

  /**
   * Addresses, domains, URLs and files with hashes, to which {@code observed-data} refers; what an
   * {@code indicator} looks for; and the names of {@code malware} and of a {@code vulnerability}.
   */
  final class Indicators implements Subjects {
    @Override
    public Optional<Subject> observed(StixObject object) {
      String type = object.type();
      if (type.equals("file")) {
        return object.algorithms().stream()
            .flatMap(best ->
                subject("file:hashes." + best, object.hashes().getOrDefault(best, "")).stream())
            .findFirst();
      }
      boolean address =
          switch (type) {
            case "ipv4-addr", "ipv6-addr", "domain-name", "url", "email-addr" -> true;
            default -> false;
          };
      return address ? subject(type + ":value", object.value()) : Optional.empty();
    }

    @Override
    public Optional<Subject> meant(StixObject object) {
      return switch (object.type()) {
        case "indicator" ->
            Pattern.read(object.pattern())
                .flatMap(pattern -> subject(pattern.path(), pattern.value()));
        case "malware" -> named(object, IndicatorType.MALWARE);
        case "vulnerability" -> named(object, IndicatorType.CVE);
        default -> Optional.empty();
      };
    }

    private static Optional<Subject> named(StixObject object, IndicatorType type) {
      return object.name().isBlank()
          ? Optional.empty()
          : Optional.of(new Subject(object.name(), Optional.of(type)));
    }

    private static Optional<Subject> subject(String path, String value) {
      return Pattern.type(path, value)
          .filter(_ -> !value.isBlank())
          .map(type -> new Subject(value, Optional.of(type)));
    }

    @Override
    public List<String> references(StixObject object) {
      return object.type().equals("observed-data") ? object.objectRefs() : List.of();
    }

    @Override
    public String none() {
      return "no kind of indicator";
    }
  }
}

package earmark.sample;

import earmark.analysis.Facts;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.PeSection;
import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.tag.Thing;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the index is told of a sample besides its tags. It stands in the ledger, so that a search of
 * a past moment finds what was known then.
 */
final class Description {
  private static final int SHA1_HEAD_DIGITS = 15;

  private final Map<Column, List<String>> values = new EnumMap<>(Column.class);

  private Description() {}

  /** What is known of a sample as soon as it has come. */
  static Description of(Sample sample) {
    Description all = new Description();
    Digests digests = sample.digests();
    all.values.put(Column.FILE_NAME, sample.name().isEmpty() ? List.of() : List.of(sample.name()));
    all.values.put(Column.SIZE_BYTES, List.of(String.valueOf(digests.sizeBytes())));
    all.values.put(Column.FIRST_SEEN, seconds(sample.firstSeen()));
    all.values.put(Column.LAST_SEEN, seconds(sample.lastSeen()));
    all.values.put(Column.AVAILABLE, List.of("true"));
    all.values.put(Column.SUBMITTED, sample.submitted() ? List.of() : List.of("false"));
    long head = Long.parseLong(digests.sha1().substring(0, SHA1_HEAD_DIGITS), 16);
    all.values.put(Column.SHA1_HEAD, List.of(String.valueOf(head)));
    sample.type().ifPresent(all::putType);
    return all;
  }

  /** What the analysis adds to it. */
  static Description of(Facts facts) {
    Description some = new Description();
    some.putType(facts.sampleType());
    PeFacts pe = facts.pe();
    some.put(Column.PE_IMPORT, pe.libraries());
    some.put(Column.PE_FUNCTION, pe.functions());
    some.put(Column.PE_EXPORT, pe.exports());
    some.put(Column.PE_SECTION_NAME, pe.sections().stream().map(PeSection::name).toList());
    some.put(Column.PE_COMPANY_NAME, List.of(pe.companyName()));
    some.put(Column.PE_PRODUCT_NAME, List.of(pe.productName()));
    some.put(Column.PE_ORIGINAL_NAME, List.of(pe.originalName()));
    some.put(Column.IMPHASH, List.of(pe.imphash()));
    some.put(Column.PDB, List.of(pe.pdb()));
    some.values.put(
        Column.PE_TIMESTAMP,
        pe.timestamp() == 0 ? List.of() : List.of(String.valueOf(pe.timestamp())));
    some.put(Column.URI, facts.strings().urls());
    some.put(Column.DOMAIN, facts.strings().domains());
    some.put(Column.IPV4, facts.strings().addresses());
    return some;
  }

  /** How many files came out of it, after its analysis or that of a file in it. */
  static Description ofFileCount(int files) {
    Description some = new Description();
    some.values.put(Column.FILE_COUNT, List.of(String.valueOf(files)));
    return some;
  }

  /** With more of the same sample. */
  Description and(Description more) {
    values.putAll(more.values);
    return this;
  }

  /** Each value once; an empty one is none. */
  private void put(Column column, List<String> some) {
    values.put(
        column, some.stream().filter(value -> !value.isEmpty()).distinct().sorted().toList());
  }

  private static List<String> seconds(Instant moment) {
    return List.of(String.valueOf(moment.getEpochSecond()));
  }

  /**
   * A type such as {@code PE/Exe} or {@code Document/None/PDF}: first the type, last the subtype.
   */
  private void putType(String sampleType) {
    String[] parts = sampleType.split("/", -1);
    values.put(Column.SAMPLE_TYPE, List.of(sampleType));
    values.put(Column.FILE_TYPE, List.of(parts[0]));
    values.put(
        Column.FILE_SUBTYPE, parts.length == 1 ? List.of() : List.of(parts[parts.length - 1]));
  }

  /** Words have no order, and the state has one of its own. */
  private static boolean isSame(Column column, List<String> before, List<String> after) {
    return column.kind() == Column.Kind.WORD
        ? new HashSet<>(before).equals(new HashSet<>(after))
        : before.equals(after);
  }

  /** The change that makes it true of a sample, if it is not true yet. */
  Optional<Change> change(State state, int sample) {
    Map<String, List<String>> present = state.fields(sample);
    Map<String, Change.Values> fields = new TreeMap<>();
    values.forEach((column, after) -> {
      List<String> before = present.getOrDefault(column.field(), List.of());
      if (!isSame(column, before, after))
        fields.put(column.field(), new Change.Values(before, after));
    });
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change.Described(Thing.SAMPLE, sample, fields));
  }
}

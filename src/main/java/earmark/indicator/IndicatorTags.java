package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Query;
import earmark.tag.IntelTagName;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tags indicators in enclaves. A tag is seen by who may read its enclave, and put on and taken off
 * by who may update it. A tag that no indicator carries does not exist.
 */
public final class IndicatorTags {
  private final Enclaves enclaves;
  private final Ledger ledger;
  private final Index index;
  private final IndicatorRecords records;
  private final InstantSource clock;

  public IndicatorTags(
      Enclaves enclaves,
      Ledger ledger,
      Index index,
      IndicatorRecords records,
      InstantSource clock) {
    this.enclaves = enclaves;
    this.ledger = ledger;
    this.index = index;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Tags to put on an indicator and to take off, in one enclave. A tag that is named in both is on
   * it afterwards.
   *
   * @param remove names, which need not be legal
   */
  public record Edit(String enclave, Set<IntelTagName> add, Set<String> remove) {
    public Edit {
      enclave = Enclave.canonicalId(enclave);
      add = new LinkedHashSet<>(add);
      Set<String> canonical = new LinkedHashSet<>();
      for (String name : remove) canonical.add(IntelTagName.canonical(name));
      for (IntelTagName name : add) canonical.remove(name.text());
      remove = canonical;
    }
  }

  /**
   * What an edit did.
   *
   * @param operation the number of the operation; absent if there was nothing to change
   * @param tags those that the indicator has in that enclave afterwards, by name
   */
  public record Edited(OptionalLong operation, Indicator indicator, List<IndicatorTag> tags) {}

  /**
   * Puts a tag on the indicator with this value, which is made known there if it is not.
   *
   * @throws Refusal.NotFound if the enclave can't be read, {@link Refusal.Forbidden} if it can't be
   *     updated
   */
  public IndicatorTag add(
      Caller caller, Via via, IndicatorValue value, String enclave, IntelTagName name) {
    Edit edit = new Edit(enclave, Set.of(name), Set.of());
    edit(caller, via, value, edit, Optional.empty(), Optional.empty());
    return IndicatorTag.of(edit.enclave(), name);
  }

  /**
   * Edits the tags of an indicator in one enclave, as one operation. Adding a tag makes the
   * indicator known there; to take off what is not there changes nothing.
   *
   * @throws Refusal.NotFound if the enclave can't be read, or the indicator is not known there and
   *     no tag is added; {@link Refusal.Forbidden} if the enclave can't be updated
   */
  public Edited edit(
      Caller caller,
      Via via,
      IndicatorValue value,
      Edit edit,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    String enclave = edit.enclave();
    enclaves.require(caller, enclave, Right.UPDATE);
    List<IndicatorTag> toAdd =
        edit.add().stream().map(name -> IndicatorTag.of(enclave, name)).toList();
    Indicator indicator = toAdd.isEmpty() ? known(value, enclave) : registered(value);
    records.keepTags(toAdd);
    List<IndicatorTag> toRemove =
        edit.remove().stream().map(name -> new IndicatorTag(enclave, name)).toList();
    long nowMs = clock.millis();
    Outcome outcome =
        ledger.append(
            new Operation(
                caller.login(),
                via,
                reason,
                key,
                state -> decide(state, indicator, toRemove, toAdd, nowMs)));
    Sight sight = new Sight(index.of(Thing.INDICATOR), Set.of(enclave));
    return new Edited(outcome.operation(), indicator, sight.tags(indicator.number()));
  }

  private static List<Change> decide(
      State state,
      Indicator indicator,
      List<IndicatorTag> toRemove,
      List<IndicatorTag> toAdd,
      long nowMs) {
    Dossiers dossiers = new Dossiers(state);
    for (IndicatorTag tag : toAdd) dossiers.of(indicator).tagged(tag.enclave(), nowMs);
    TagChanges tags = new TagChanges(state);
    for (IndicatorTag tag : toRemove) tags.remove(tag, List.of(indicator));
    for (IndicatorTag tag : toAdd) tags.add(tag, List.of(indicator));
    List<Change> changes = new ArrayList<>(dossiers.changes());
    changes.addAll(tags.changes());
    return changes;
  }

  private Indicator registered(IndicatorValue value) {
    return records.register(List.of(value)).entrySet().stream()
        .map(one -> new Indicator(one.getValue(), one.getKey()))
        .findFirst()
        .orElseThrow();
  }

  private Indicator known(IndicatorValue value, String enclave) {
    Sight sight = new Sight(index.of(Thing.INDICATOR), Set.of(enclave));
    return Optional.ofNullable(records.numbers(List.of(value)).get(value))
        .filter(sight::sees)
        .map(number -> new Indicator(number, value))
        .orElseThrow(() -> new Refusal.NotFound("There is no such indicator in this enclave."));
  }

  /**
   * Refuses who may not tag indicators in an enclave; for who wants to know before he reads what
   * they are.
   *
   * @throws Refusal.NotFound if the enclave can't be read, {@link Refusal.Forbidden} if it can't be
   *     updated
   */
  public void requireUpdatable(Caller caller, String enclave) {
    enclaves.require(caller, Enclave.canonicalId(enclave), Right.UPDATE);
  }

  /**
   * Puts tags on indicators in one enclave, each on those for which it is wished, as one operation.
   * They are made known there if they are not.
   *
   * @throws Refusal.NotFound if the enclave can't be read, {@link Refusal.Forbidden} if it can't be
   *     updated
   */
  public GivenTags give(
      Caller caller,
      Via via,
      String enclave,
      TagWishes wishes,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    requireUpdatable(caller, enclave);
    WishedTags wished = new WishedTags(wishes, Enclave.canonicalId(enclave));
    int[] numbers = wished.numbers(records::register);
    records.keepTags(wished.tags());
    long nowMs = clock.millis();
    Outcome outcome =
        ledger.append(
            new Operation(
                caller.login(), via, reason, key, state -> wished.decide(state, numbers, nowMs)));
    return wished.given(outcome);
  }

  /**
   * What {@link #give} would do now. Nothing is changed, nor is an indicator or a tag given a
   * number or an id.
   */
  public GivenTags previewGive(Caller caller, String enclave, TagWishes wishes) {
    requireUpdatable(caller, enclave);
    WishedTags wished = new WishedTags(wishes, Enclave.canonicalId(enclave));
    int[] known = wished.numbers(records::numbers);
    long nowMs = clock.millis();
    return wished.given(
        ledger.preview(
            Operation.ofEarmark(
                Via.API,
                state -> wished.decide(state, WishedTags.completed(known, state), nowMs))));
  }

  /** A tag that an indicator carries. */
  private record Carried(Indicator indicator, IndicatorTag tag) {}

  /**
   * Takes a tag off an indicator, by the tag's id or its name. A text that can be either is tried
   * as an id first.
   *
   * @param enclave the tag's enclave, if the caller says which
   * @throws Refusal.NotFound if the indicator carries no such tag that he can see
   * @throws Refusal.Forbidden if he may see it but not take it off
   * @throws Refusal.Conflict if it may be one of several
   */
  public void remove(
      Caller caller, Via via, String value, String guidOrName, Optional<String> enclave) {
    Set<String> readable = Scope.of(enclaves, caller, List.of());
    enclave.map(Enclave::canonicalId).ifPresent(id -> readable.retainAll(Set.of(id)));
    List<Carried> meant =
        carried(new Sight(index.of(Thing.INDICATOR), readable), value, guidOrName);
    if (meant.isEmpty()) throw new Refusal.NotFound("The indicator has no such tag.");
    List<Carried> updatable =
        meant.stream()
            .filter(one -> enclaves.rights(caller, one.tag().enclave()).contains(Right.UPDATE))
            .toList();
    if (updatable.isEmpty()) {
      throw new Refusal.Forbidden("You may see this tag but not take it off.");
    }
    if (updatable.size() > 1) {
      throw new Refusal.Conflict(
          "The indicator has this tag in several enclaves: name the tag's id, or its enclave.");
    }
    Carried one = updatable.getFirst();
    ledger.append(
        new Operation(
            caller.login(),
            via,
            Optional.empty(),
            Optional.empty(),
            state -> decide(state, one.indicator(), List.of(one.tag()), List.of(), 0)));
  }

  /**
   * The tags of this id, or else of this name, on the first indicator of this value that has one.
   */
  private List<Carried> carried(Sight sight, String value, String guidOrName) {
    String guid = guidOrName.toLowerCase(Locale.ROOT);
    String name = IntelTagName.canonical(guidOrName);
    List<IndicatorValue> values = IndicatorValue.meant(value);
    Map<IndicatorValue, Integer> numbers = records.numbers(values);
    for (IndicatorValue meant : values) {
      Integer number = numbers.get(meant);
      if (number == null || !sight.sees(number)) continue;
      Indicator indicator = new Indicator(number, meant);
      List<IndicatorTag> tags = sight.tags(number);
      List<IndicatorTag> same = tags.stream().filter(tag -> tag.guid().equals(guid)).toList();
      if (same.isEmpty()) same = tags.stream().filter(tag -> tag.name().equals(name)).toList();
      if (!same.isEmpty()) return same.stream().map(tag -> new Carried(indicator, tag)).toList();
    }
    return List.of();
  }

  /**
   * All tags in use in some enclaves, by name, then by the enclave's id.
   *
   * @param within the ids of enclaves; none for all that the caller may read
   * @throws Refusal.Forbidden if an enclave is named that can't be read
   */
  public List<IndicatorTag> all(Caller caller, Collection<String> within) {
    return counts(caller, within).stream().map(Counted::tag).toList();
  }

  /** A tag in use, and on how many indicators. */
  public record Counted(IndicatorTag tag, int count) {}

  /** The same with how many indicators carry each. */
  public List<Counted> counts(Caller caller, Collection<String> within) {
    Set<String> scope = Scope.of(enclaves, caller, within);
    return index.of(Thing.INDICATOR).inUse(Tag.Kind.INDICATOR, scope).stream()
        .map(counted -> new Counted(IndicatorTag.of(counted.tag()), counted.count()))
        .sorted(Comparator.comparing(Counted::tag, IndicatorTag.BY_NAME))
        .toList();
  }

  /**
   * Names of tags that contain a text, in any case: those that start with it first, then those on
   * more indicators of these enclaves, then by name.
   */
  public List<Answers.Named> suggest(
      Caller caller, String text, Collection<String> within, int limit) {
    Set<String> scope = Scope.of(enclaves, caller, within);
    Query all = new Query.Everything(); // an indicator is known wherever it has a tag
    return index.of(Thing.INDICATOR).suggest(text, Tag.Kind.INDICATOR, scope, all, limit);
  }
}

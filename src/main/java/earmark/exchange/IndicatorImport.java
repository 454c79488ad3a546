package earmark.exchange;

import earmark.access.Caller;
import earmark.indicator.GivenTags;
import earmark.indicator.IndicatorTags;
import earmark.indicator.IndicatorValue;
import earmark.indicator.TagWishes;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the tags of a file on the indicators that it names, in one enclave, as one operation. Lines
 * that can't be read are told and left out; the others are carried out all or not at all. An
 * indicator that was not known in the enclave is so afterwards.
 */
public final class IndicatorImport {
  private final IndicatorTags tags;
  private final TagNames names;

  public IndicatorImport(IndicatorTags tags, Lexicon lexicon) {
    this.tags = tags;
    this.names = new TagNames(lexicon, LegalForm.INTEL, text -> IntelTagName.parse(text).text());
  }

  /**
   * What an import did, or would do.
   *
   * @param wishes how many tags on indicators the file names
   * @param refused the lines that can't be read, and why
   */
  public record Imported(long wishes, GivenTags given, LeftOut refused) {}

  /** What a file asks for in an enclave, put together. */
  public final class Read implements TagLine.Sink {
    private final String enclave;
    private final TagWishes wanted = new TagWishes();
    private final LeftLines refused = new LeftLines();
    private long wishes;

    private Read(String enclave) {
      this.enclave = enclave;
    }

    @Override
    public void wished(TagLine wish) {
      wishes++;
      try {
        IntelTagName name = new IntelTagName(names.of(wish.tag()));
        IndicatorValue value =
            wish.type().isPresent()
                ? IndicatorValue.as(wish.type().get(), wish.value())
                : IndicatorValue.of(wish.value());
        wanted.add(name, value);
      } catch (Refusal.Invalid e) {
        refused(wish.line(), e.reason());
      }
      TagNames.checkCount(wanted.names().size());
    }

    @Override
    public void refused(long line, String why) {
      refused.add(line, why);
    }

    /** The names of the tags that it asks for. */
    public List<String> names() {
      return wanted.names().stream().map(IntelTagName::text).toList();
    }
  }

  /**
   * Reads a file to its end; nothing is changed by it.
   *
   * @param enclave the id of the enclave in which the tags are to be
   * @throws Refusal.NotFound if the enclave can't be read, {@link Refusal.Forbidden} if it can't be
   *     updated; in both cases the file was not read
   */
  public Read read(Caller caller, String enclave, TagLine.Source source) throws IOException {
    tags.requireUpdatable(caller, enclave);
    Read read = new Read(enclave);
    source.read(read);
    return read;
  }

  /**
   * Carries out what a file asks for.
   *
   * @param key made when the file was read, since it may stand for its bytes
   */
  public Imported apply(
      Caller caller,
      Via via,
      Read read,
      Optional<String> reason,
      Supplier<Optional<RequestKey>> key) {
    return new Imported(
        read.wishes,
        tags.give(caller, via, read.enclave, read.wanted, reason, key.get()),
        read.refused.get());
  }

  /** What {@link #apply} would do now. */
  public Imported preview(Caller caller, Read read) {
    return new Imported(
        read.wishes, tags.previewGive(caller, read.enclave, read.wanted), read.refused.get());
  }
}

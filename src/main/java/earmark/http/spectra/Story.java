package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.PeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read off a sample, told in sentences. */
final class Story {
  private Story() {}

  /** The story; null before the analysis, and if it failed. */
  static @Nullable String of(Subject subject) {
    Optional<Facts> facts = subject.facts();
    return facts.isEmpty() ? null : told(subject, facts.get());
  }

  private static String told(Subject subject, Facts facts) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "This file (SHA1: "
            + subject.digests().sha1()
            + ") is of type "
            + facts.sampleType()
            + " and has "
            + count(subject.digests().sizeBytes(), "byte")
            + ".");
    if (facts.pe().present()) program(facts.pe(), sentences);
    if (facts.archive().present()) archive(facts.archive(), sentences);
    int addresses = facts.strings().urls().size() + facts.strings().ips().size();
    if (addresses > 0) {
      sentences.add("It contains " + count(addresses, "network address", "es") + ".");
    }
    int indicators = subject.indicators().size();
    if (indicators > 0) sentences.add("It shows " + count(indicators, "indicator") + ".");
    return String.join(" ", sentences);
  }

  private static void program(PeFacts pe, List<String> sentences) {
    if (pe.importCount() > 0) {
      sentences.add(
          "It imports "
              + count(pe.importCount(), "function")
              + " of "
              + (pe.libraries().size() == 1 ? "1 library" : pe.libraries().size() + " libraries")
              + ".");
    }
    if (pe.signed()) sentences.add("It carries a signature, which was not verified.");
    if (pe.overlaySize() > 0) {
      sentences.add("It has an overlay of " + count(pe.overlaySize(), "byte") + ".");
    }
  }

  private static void archive(ArchiveFacts archive, List<String> sentences) {
    sentences.add(
        "It is an archive with "
            + (archive.entries() == 1 ? "1 entry" : archive.entries() + " entries")
            + (archive.encrypted() ? ", encrypted at least in part." : "."));
  }

  private static String count(long count, String what) {
    return count(count, what, "s");
  }

  private static String count(long count, String what, String plural) {
    return count + " " + what + (count == 1 ? "" : plural);
  }
}

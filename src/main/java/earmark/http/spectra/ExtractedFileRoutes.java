package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.ExtractedFiles.Relation;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that were extracted from a sample: those of the whole tree, page by page. */
public final class ExtractedFileRoutes {
  private static final int PAGE_SIZE = 100;
  private static final int PAGE_SIZE_MAX = 1000;

  private final Finder finder;
  private final FileTrees trees;
  private final Subjects subjects;
  private final Optional<URI> publicUrl;

  /**
   * @param publicUrl where clients reach the server, if not at the host that they name
   */
  public ExtractedFileRoutes(
      Finder finder, FileTrees trees, Subjects subjects, Optional<URI> publicUrl) {
    this.finder = finder;
    this.trees = trees;
    this.subjects = subjects;
    this.publicUrl = publicUrl;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/samples/v2/{hash}/extracted-files/", Route.Needs.USER, this::list),
        Route.get("/api/samples/{hash}/extracted-files/", Route.Needs.USER, this::list));
  }

  record ExtractedFile(
      long id,
      @Nullable Long parent_relationship,
      OfSample sample,
      String filename,
      String path,
      @Nullable String container_sha1) {}

  record OfSample(
      int id,
      String sha1,
      @Nullable String type_display,
      String category,
      String file_type,
      String file_subtype,
      String identification_name,
      String identification_version,
      long file_size,
      int extracted_file_count,
      String local_first_seen,
      String local_last_seen,
      String classification,
      @Nullable Integer riskscore,
      @Nullable String classification_result) {}

  private Answer list(Call call) {
    Sample container = finder.get(SampleHash.parse(call.path("hash")));
    int size = number(call, "page_size", PAGE_SIZE, PAGE_SIZE_MAX);
    int page = number(call, "page", 1, Integer.MAX_VALUE);
    List<Relation> tree = trees.tree(container);
    long from = (page - 1L) * size;
    if (page > 1 && from >= tree.size()) {
      throw new Refusal.NotFound("There is no page " + page + " of these files.");
    }
    int to = (int) Math.min(tree.size(), from + size);
    Map<Long, Long> parents = parents(container, tree);
    List<ExtractedFile> results = new ArrayList<>();
    for (FileTrees.Related related : trees.files(tree.subList((int) from, to))) {
      results.add(extracted(related, parents.get(related.relation().id())));
    }
    return Answer.json(
        200,
        new Listed<>(
            tree.size(),
            to < tree.size() ? address(call, page + 1) : null,
            page > 1 ? address(call, page - 1) : null,
            results));
  }

  /** For each relation below the first level, the one by which its container is in the tree. */
  private static Map<Long, Long> parents(Sample container, List<Relation> tree) {
    Map<Integer, Long> first = new HashMap<>();
    Map<Long, Long> parents = new HashMap<>();
    for (Relation relation : tree) {
      if (relation.container() != container.number()) {
        parents.put(relation.id(), first.get(relation.container()));
      }
      first.putIfAbsent(relation.file(), relation.id());
    }
    return parents;
  }

  private ExtractedFile extracted(FileTrees.Related related, @Nullable Long parent) {
    Relation relation = related.relation();
    return new ExtractedFile(
        relation.id(),
        parent,
        ofSample(subjects.of(related.sample())),
        relation.name(),
        relation.path(),
        null);
  }

  private static OfSample ofSample(Subject subject) {
    Optional<Facts> facts = subject.facts();
    Sample sample = subject.sample();
    return new OfSample(
        Times.id(sample),
        sample.digests().sha1(),
        sample.type().orElse(null),
        facts.map(Facts::category).orElse(""),
        facts.map(Facts::fileType).orElse(""),
        facts.map(Facts::fileSubtype).orElse(""),
        facts.map(Facts::identification).orElse(""),
        "",
        sample.digests().sizeBytes(),
        subject.extractedFileCount(),
        Times.micros(sample.firstSeen()),
        Times.micros(sample.lastSeen()),
        VerdictWords.classification(subject.verdict()),
        VerdictWords.riskScore(subject.verdict()),
        VerdictWords.threatName(subject.verdict()));
  }

  private static int number(Call call, String name, int otherwise, int max) {
    Optional<String> text = call.query(name);
    if (text.isEmpty()) return otherwise;
    if (!text.get().matches("[0-9]{1,9}") || Integer.parseInt(text.get()) < 1) {
      throw new Refusal.Invalid("\"" + name + "\" must be a number from 1.");
    }
    return Math.min(max, Integer.parseInt(text.get()));
  }

  /** The same list, at another page, as clients follow it. */
  private String address(Call call, int page) {
    String base =
        publicUrl
            .map(url -> url.toString().replaceAll("/+$", ""))
            .orElseGet(() -> "http://" + call.header("Host").orElse("localhost"));
    String size = call.query("page_size").map(text -> "&page_size=" + text).orElse("");
    return base + call.path() + "?page=" + page + size;
  }
}

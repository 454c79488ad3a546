package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.http.Upload;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Intake;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Submitting files. Both the older and the newer path are served; they answer alike. */
public final class UploadRoutes {
  private final Intake intake;
  private final long fileMaxBytes;

  public UploadRoutes(Intake intake, long fileMaxBytes) {
    this.intake = intake;
    this.fileMaxBytes = fileMaxBytes;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/uploads/", Route.Needs.USER, this::upload),
        Route.post("/api/submit/file/", Route.Needs.USER, this::upload),
        Route.post(
            "/api/submit/url/",
            Route.Needs.USER,
            _ -> {
              throw noUrls();
            }),
        Route.get(
            "/api/uploads/v2/url-samples/{id}",
            Route.Needs.USER,
            call -> {
              throw new Refusal.NotFound(
                  "There is no submission "
                      + call.path("id")
                      + " of a URL here, as URLs can't be submitted.");
            }));
  }

  /** What to say to a body that can't hold a file. */
  private static Refusal withoutFile(Call call) throws IOException {
    boolean mayNameUrl =
        Set.of("application/x-www-form-urlencoded", "application/json")
            .contains(call.contentType());
    if (mayNameUrl && Body.read(call).text("url").isPresent()) return noUrls();
    return new Refusal.Invalid(
        "The body must be multipart/form-data with a boundary, and the file in it as \"file\".");
  }

  private static Refusal noUrls() {
    return new Refusal.Invalid(
        "Submitting a URL is not supported here; fetch the file and send it as \"file\".");
  }

  record Submitted(int code, String message, Detail detail) {
    record Detail(int id, String sha1, int user, String created, String filename, String href) {}
  }

  private Answer upload(Call call) throws IOException {
    if (!call.contentType().equals("multipart/form-data")) throw withoutFile(call);
    try (Upload upload = Upload.read(call, intake, fileMaxBytes)) {
      Optional<Body> data = data(upload);
      Optional<String> name =
          upload
              .fields()
              .first("filename")
              .or(() -> data.flatMap(body -> body.text("filename")))
              .filter(text -> !text.isBlank());
      Optional<String> comment =
          upload
              .fields()
              .first("comment")
              .or(() -> data.flatMap(body -> body.text("comment")))
              .filter(text -> !text.isBlank());
      Optional<String> password =
          upload.fields().first("archive_password").filter(text -> !text.isEmpty());
      Set<UserTagName> tags = tags(upload, data);
      Intake.Taken taken =
          password.isPresent()
              ? intake.takeFromArchive(
                  call.caller(), Via.SPECTRA, upload.file(), password.get(), name, tags, comment)
              : intake.take(
                  call.caller(),
                  Via.SPECTRA,
                  upload.file(),
                  name.orElse(upload.fileName()),
                  tags,
                  comment);
      String sha1 = taken.sample().digests().sha1();
      return Answer.json(
          201,
          new Submitted(
              201,
              "Done.",
              new Submitted.Detail(
                  Times.id(taken.sample()),
                  sha1,
                  call.caller().id(),
                  Times.micros(taken.sample().lastSeen()),
                  name.orElse(password.isPresent() ? taken.sample().name() : upload.fileName()),
                  "/?q=" + sha1)));
    }
  }

  /** Some clients send all fields as one JSON text named {@code data}. */
  private static Optional<Body> data(Upload upload) {
    return upload
        .fields()
        .first("data")
        .map(text -> Json.tree(text.getBytes(StandardCharsets.UTF_8)))
        .filter(tree -> tree.isObject())
        .map(Body.OfJson::new);
  }

  private static Set<UserTagName> tags(Upload upload, Optional<Body> data) {
    List<String> texts = new ArrayList<>(new Body.OfForm(upload.fields()).list("tags"));
    data.ifPresent(body -> texts.addAll(body.list("tags")));
    return UserTagName.parseAll(texts);
  }
}

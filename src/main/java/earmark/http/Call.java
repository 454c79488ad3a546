package earmark.http;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** One request, as a handler sees it. */
public final class Call {
  private final Request request;
  private final Map<String, String> pathParameters;
  private final int bodyMaxBytes;
  private final @Nullable Caller caller;

  Call(
      Request request,
      Map<String, String> pathParameters,
      int bodyMaxBytes,
      @Nullable Caller caller) {
    this.request = request;
    this.pathParameters = pathParameters;
    this.bodyMaxBytes = bodyMaxBytes;
    this.caller = caller;
  }

  Call by(Caller known) {
    return new Call(request, pathParameters, bodyMaxBytes, known);
  }

  /** Who is calling; only routes that need somebody may ask. */
  public Caller caller() {
    if (caller == null)
      throw new IllegalStateException("this route is open to nobody in particular");
    return caller;
  }

  public String method() {
    return request.getMethod();
  }

  /** The path as it came, without the query. */
  public String path() {
    return request.getHttpURI().getPath();
  }

  /** A parameter of the route's path, decoded. */
  public String path(String name) {
    String value = pathParameters.get(name);
    if (value == null) throw new IllegalStateException("the route has no {" + name + "}");
    return value;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  public Optional<String> cookie(String name) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(name)) return Optional.of(cookie.getValue());
    }
    return Optional.empty();
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryFields().getValue(name));
  }

  /** All values of a query parameter, in order. */
  public List<String> queryAll(String name) {
    return queryFields().getValuesOrEmpty(name);
  }

  private Fields queryFields() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new Refusal.Invalid("The query string can't be decoded.");
    }
  }

  /** The media type of the body in lower case, without parameters; empty if not given. */
  public String contentType() {
    String full = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (full == null) return "";
    int semicolon = full.indexOf(';');
    return (semicolon < 0 ? full : full.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** The address that the connection comes from; behind a proxy, the proxy's. */
  public String remoteAddress() {
    return Request.getRemoteAddr(request);
  }

  /**
   * The whole body.
   *
   * @throws Refusal.TooLarge if it is larger than this instance allows
   */
  public byte[] body() throws IOException {
    return body(bodyMaxBytes);
  }

  /**
   * The whole body, where it may be of another size than elsewhere.
   *
   * @throws Refusal.TooLarge if it is larger
   */
  public byte[] body(int maxBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = new RequestBody(Content.Source.asInputStream(request))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (out.size() + n > maxBytes) {
          throw new Refusal.TooLarge("The body is larger than " + maxBytes + " bytes.");
        }
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  /**
   * The body as it arrives, which may be larger than bodies usually are; reading on refuses with
   * {@link Refusal.TooLarge} what is larger than that.
   */
  public InputStream stream(long maxBytes) {
    InputStream whole = new RequestBody(Content.Source.asInputStream(request));
    return new LimitedBody(whole, maxBytes);
  }

  /** The body as a record of JSON. */
  public <T> T json(Class<T> type) throws IOException {
    return Json.read(body(), type);
  }

  /** The fields of a multipart form without files. */
  public FormFields multipartForm() throws IOException {
    Map<String, List<String>> fields = new TreeMap<>();
    multipart(0, (name, value) -> fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return new FormFields(fields);
  }

  /** Reads a multipart body; the parts go to the sink as they come. */
  public void multipart(long fileMaxBytes, Multipart.Sink sink) throws IOException {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    try (InputStream in = new RequestBody(Content.Source.asInputStream(request))) {
      new Multipart(type == null ? "" : type, bodyMaxBytes, fileMaxBytes, sink).read(in);
    }
  }
}

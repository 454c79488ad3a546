package earmark.http;

import earmark.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPart.Parser;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart/form-data body as it arrives. Files go on to the sink piece by piece, so a file
 * is never in memory whole; fields are small and come whole.
 */
public final class Multipart {
  private static final int PARTS_MAX = 1000;
  private static final int HEADERS_MAX_BYTES = 8192;

  /** Where the parts go. What it throws ends the reading. */
  public interface Sink {
    /** A field that is not a file. */
    void field(String name, String value);

    /** A file begins. */
    default void file(String name, String fileName) throws IOException {
      throw new Refusal.Invalid("A file was sent as \"" + name + "\" where none is expected.");
    }

    /** The next piece of the file. */
    default void piece(byte[] bytes, int from, int length) throws IOException {
      throw new IOException("no file was begun");
    }
  }

  private final String contentType;
  private final int fieldsMaxBytes;
  private final long fileMaxBytes;
  private final Sink sink;

  Multipart(String contentType, int fieldsMaxBytes, long fileMaxBytes, Sink sink) {
    this.contentType = contentType;
    this.fieldsMaxBytes = fieldsMaxBytes;
    this.fileMaxBytes = fileMaxBytes;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    String boundary =
        contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
            ? MultiPart.extractBoundary(contentType)
            : null;
    if (boundary == null || boundary.isEmpty()) {
      throw new Refusal.Invalid("The body must be multipart/form-data with a boundary.");
    }
    Parts parts = new Parts();
    Parser parser = new Parser(boundary, parts);
    parser.setMaxParts(PARTS_MAX);
    parser.setPartHeadersMaxLength(HEADERS_MAX_BYTES);
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0 && !parts.complete; n = in.read(buffer)) {
      parse(parser, Content.Chunk.from(ByteBuffer.wrap(buffer, 0, n), false));
      parts.rethrow();
    }
    if (!parts.complete) {
      parse(parser, Content.Chunk.EOF);
      parts.rethrow();
    }
    if (!parts.complete) throw new Refusal.Invalid("The multipart body is cut off.");
  }

  /**
   * What the parser tells of the parts. The parser swallows whatever a listener throws, so the
   * first failure is kept here, and nothing more is passed on after it.
   */
  private final class Parts extends MultiPart.AbstractPartsListener {
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private long fileBytes;
    private long fieldsBytes;
    private boolean inFile;
    private @Nullable Throwable failure;
    boolean complete;

    /** A step that may fail. */
    private interface Step {
      void run() throws IOException;
    }

    private void attempt(Step step) {
      if (failure != null) return;
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }

    @Override
    public void onPartHeaders() {
      attempt(this::beginPart);
    }

    private void beginPart() throws IOException {
      String name = getName();
      if (name == null) throw new Refusal.Invalid("A part has no name.");
      String fileName = getFileName();
      inFile = fileName != null;
      field.reset();
      if (fileName != null) sink.file(name, fileName);
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      ByteBuffer bytes = chunk.getByteBuffer();
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      attempt(() -> take(piece));
    }

    private void take(byte[] piece) throws IOException {
      if (inFile) {
        fileBytes += piece.length;
        if (fileBytes > fileMaxBytes) {
          throw new Refusal.TooLarge("The file is larger than " + fileMaxBytes + " bytes.");
        }
        sink.piece(piece, 0, piece.length);
      } else {
        fieldsBytes += piece.length;
        if (fieldsBytes > fieldsMaxBytes) {
          throw new Refusal.TooLarge("The fields are larger than " + fieldsMaxBytes + " bytes.");
        }
        field.writeBytes(piece);
      }
    }

    @Override
    public void onPart(String name, String fileName, HttpFields headers) {
      attempt(() -> {
        if (!inFile) sink.field(name, field.toString(StandardCharsets.UTF_8));
      });
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
      if (failure == null) failure = unreadable(cause);
    }

    void rethrow() throws IOException {
      switch (failure) {
        case null -> {}
        case IOException disk -> throw disk;
        case RuntimeException refusalOrFault -> throw refusalOrFault;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }

  /** What the parser itself throws is about the bytes of the client. */
  private static void parse(Parser parser, Content.Chunk chunk) {
    try {
      parser.parse(chunk);
    } catch (RuntimeException malformed) {
      throw unreadable(malformed);
    }
  }

  private static Refusal unreadable(Throwable cause) {
    return new Refusal.Invalid("The multipart body can't be read: " + cause.getMessage());
  }
}

package earmark.http;

import earmark.refusal.Refusal;
import earmark.sample.Intake;
import earmark.sample.SampleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A form with one file, which went straight to disk. Close it; a file taken in stays. */
public final class Upload implements AutoCloseable {
  private final SampleFiles.Incoming file;
  private final String fileName;
  private final FormFields fields;

  private Upload(SampleFiles.Incoming file, String fileName, FormFields fields) {
    this.file = file;
    this.fileName = fileName;
    this.fields = fields;
  }

  /**
   * Reads the form. The file may come as any of the named fields.
   *
   * @throws Refusal.Invalid if there is not exactly one file
   * @throws Refusal.TooLarge if the file is larger than allowed; nothing is kept then
   */
  public static Upload read(Call call, Intake intake, long fileMaxBytes) throws IOException {
    Receiver receiver = new Receiver(intake);
    boolean whole = false;
    try {
      call.multipart(fileMaxBytes, receiver);
      if (receiver.file == null) {
        throw new Refusal.Invalid(
            receiver.fields.containsKey("url")
                ? "Submitting a URL is not supported here; fetch the file and send it as \"file\"."
                : "No file was sent; send it as \"file\".");
      }
      Upload upload = new Upload(receiver.file, receiver.fileName, new FormFields(receiver.fields));
      whole = true;
      return upload;
    } finally {
      if (!whole && receiver.file != null) receiver.file.close();
    }
  }

  public SampleFiles.Incoming file() {
    return file;
  }

  /** The name that the client gave the file. */
  public String fileName() {
    return fileName;
  }

  public FormFields fields() {
    return fields;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Receiver implements Multipart.Sink {
    private final Intake intake;
    private final Map<String, List<String>> fields = new TreeMap<>();
    private SampleFiles.@Nullable Incoming file;
    private String fileName = "";

    Receiver(Intake intake) {
      this.intake = intake;
    }

    @Override
    public void field(String name, String value) {
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    @Override
    public void file(String name, String sentName) throws IOException {
      if (!name.equals("file")) {
        throw new Refusal.Invalid("A file was sent as \"" + name + "\"; send it as \"file\".");
      }
      if (file != null) throw new Refusal.Invalid("More than one file was sent; send one.");
      file = intake.receive();
      fileName = sentName;
    }

    @Override
    public void piece(byte[] bytes, int from, int length) throws IOException {
      if (file == null) throw new IllegalStateException("a piece before its file");
      file.write(bytes, from, length);
    }
  }
}

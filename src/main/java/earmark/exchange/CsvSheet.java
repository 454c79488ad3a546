package earmark.exchange;

import earmark.tag.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** CSV as of RFC 4180, in UTF-8: a line for each tag on each thing. */
final class CsvSheet implements Sheet {
  private static final String HEAD = "type,value,tag,kind,original,name,enclave\r\n";
  private final OutputStream out;
  private boolean begun;

  CsvSheet(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(Carrier carrier) throws IOException {
    for (Label label : carrier.labels()) {
      switch (carrier) {
        case Carrier.OfSample sample ->
            line("sample", sample.digests().sha256(), label, sample.name(), "");
        case Carrier.OfReport report ->
            line("report", report.guid(), label, report.title(), report.enclave());
        case Carrier.OfIndicator indicator ->
            line("indicator", indicator.value(), label, indicator.type(), indicator.enclave());
      }
    }
  }

  private void line(String type, String value, Label label, String name, String enclave)
      throws IOException {
    begin();
    String line =
        String.join(
                ",",
                type,
                CsvCell.write(value),
                CsvCell.write(label.name()),
                kind(label.kind()),
                CsvCell.write(label.original()),
                name.isEmpty() ? "" : CsvCell.write(name),
                enclave)
            + "\r\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  private void begin() throws IOException {
    if (begun) return;
    begun = true;
    out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
  }

  static String kind(Tag.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void finish() throws IOException {
    begin();
  }
}

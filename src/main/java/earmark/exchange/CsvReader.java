package earmark.exchange;

import earmark.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads records of CSV (RFC 4180) in UTF-8, with lines that end in CR LF, LF or CR. */
final class CsvReader {
  private static final int CELL_MAX = 1 << 16;
  private static final int CELLS_MAX = 1_100;
  private static final int END = -1;

  private final BufferedReader in;
  private long line = 1;
  private int ahead;

  CsvReader(InputStream bytes) throws IOException {
    in =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    ahead = read();
    if (ahead == '\ufeff') ahead = read();
  }

  /** A record, and the line that it begins in; an empty line has no cells. */
  record Row(long line, List<String> cells) {}

  private int read() throws IOException {
    try {
      return in.read();
    } catch (CharacterCodingException e) {
      throw new Refusal.Invalid("The file is not UTF-8, near line " + line + ".");
    }
  }

  private int next() throws IOException {
    int c = ahead;
    ahead = c == END ? END : read();
    if (c == '\n' || (c == '\r' && ahead != '\n')) line++;
    return c;
  }

  /**
   * The next record, cells as they were before they were made safe; absent at the end.
   *
   * @throws Refusal.Invalid if it is malformed, with its line
   */
  Optional<Row> row() throws IOException {
    if (ahead == END) return Optional.empty();
    long first = line;
    List<String> cells = new ArrayList<>();
    while (true) {
      if (cells.size() == CELLS_MAX) throw wrong(first, "has more than " + CELLS_MAX + " cells");
      cells.add(CsvCell.read(cell(first)));
      int c = next();
      if (c == ',') continue;
      if (c == '\r' && ahead == '\n') next();
      boolean empty = cells.size() == 1 && cells.getFirst().isEmpty();
      return Optional.of(new Row(first, empty ? List.of() : cells));
    }
  }

  private String cell(long first) throws IOException {
    StringBuilder cell = new StringBuilder();
    if (ahead != '"') {
      while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
        if (ahead == '"')
          throw wrong(first, "has a quote within a cell that does not begin with one");
        append(cell, next(), first);
      }
      return cell.toString();
    }
    next();
    while (true) {
      int c = next();
      if (c == END) throw wrong(first, "has a quote that does not end");
      if (c != '"') {
        append(cell, c, first);
      } else if (ahead == '"') {
        append(cell, next(), first);
      } else {
        break;
      }
    }
    if (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
      throw wrong(first, "goes on after a quote that ended");
    }
    return cell.toString();
  }

  private static void append(StringBuilder cell, int c, long first) {
    if (cell.length() == CELL_MAX) {
      throw wrong(first, "has a cell of more than " + CELL_MAX + " characters");
    }
    cell.append((char) c);
  }

  private static Refusal.Invalid wrong(long line, String what) {
    return new Refusal.Invalid("Not CSV: the record in line " + line + " " + what + ".");
  }
}

package earmark.analysis.worker;

import earmark.analysis.Analyser;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The main program of a worker process: says that it is ready, then answers each path on its
 * standard input with the facts of that file on its standard output, until the input ends, as it
 * also does when the server dies.
 */
public final class Worker {
  /** The first message, sent when the process can take samples. */
  static final String READY = "ready";

  private Worker() {}

  public static void main(String[] args) throws IOException {
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // A library that prints must not be able to write into the conversation.
    System.setOut(System.err);
    Frames.write(out, READY);
    while (true) {
      String path;
      try {
        path = Frames.read(in);
      } catch (EOFException e) {
        return;
      }
      Frames.write(out, Analyser.analyse(Path.of(path)).toJson());
    }
  }
}

package earmark.analysis.worker;

import earmark.analysis.Analysed;
import earmark.analysis.Analyser;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The main program of a worker process: says that it is ready, then answers each {@link Task} on
 * its standard input on its standard output, until the input ends, as it also does when the server
 * dies. An answer is the facts, then how many files were taken out, then the path of each.
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
      Task task;
      try {
        task = Task.read(in);
      } catch (EOFException e) {
        return;
      }
      Analysed done = Analyser.analyse(task.file(), task.folder(), task.budget(), task.password());
      Frames.write(out, done.facts().toJson());
      Frames.write(out, Integer.toString(done.paths().size()));
      for (String path : done.paths()) Frames.write(out, path);
    }
  }
}

package earmark.analysis.worker;

import earmark.analysis.Analyser;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker that a file has taken over: the name of the file says what it does. */
final class HostileWorker {
  private HostileWorker() {}

  public static void main(String[] args) throws Exception {
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err); // as the real one does, for libraries that print
    Frames.write(out, Worker.READY);
    while (true) {
      act(Task.read(in), out);
    }
  }

  private static void act(Task task, DataOutputStream out) throws Exception {
    Path file = task.file();
    switch (String.valueOf(file.getFileName())) {
      case "hang" -> Thread.sleep(Long.MAX_VALUE);
      case "spin" -> spin();
      case "crash" -> Runtime.getRuntime().halt(139);
      case "memory" -> eat();
      case "chatter" -> {
        for (int i = 0; i < 100_000; i++) System.err.println("a library that complains " + i);
        answer(file, out);
      }
      case "garbage" -> Frames.write(out, "{\"file\": \"no\"}");
      case "extra" -> Frames.write(out, withMore(Analyser.analyse(file).toJson()));
      case "many" -> {
        Frames.write(out, Analyser.analyse(file).toJson());
        Frames.write(out, Integer.toString(Integer.MAX_VALUE));
      }
      case "counts" -> {
        Frames.write(out, Analyser.analyse(file).toJson());
        Frames.write(out, "some");
      }
      case "longwinded" -> {
        Frames.write(out, Analyser.analyse(file).toJson());
        Frames.write(out, "1");
        Frames.write(out, "x".repeat(1 << 20));
      }
      case "oversized" -> {
        out.writeInt(Integer.MAX_VALUE);
        out.flush();
      }
      case "negative" -> {
        out.writeInt(-1);
        out.flush();
      }
      case "half" -> {
        out.writeInt(1000);
        out.writeBytes("{");
        out.flush();
        Runtime.getRuntime().halt(1);
      }
      case "secrets" -> {
        boolean clean = System.getenv().keySet().stream().allMatch("LC_ALL"::equals);
        if (!clean) Runtime.getRuntime().halt(1);
        answer(file, out);
      }
      default -> answer(file, out);
    }
  }

  private static void answer(Path file, DataOutputStream out) throws IOException {
    Frames.write(out, Analyser.analyse(file).toJson());
    Frames.write(out, "0");
  }

  private static void spin() {
    long n = 0;
    while (n >= 0) n = (n + 1) & Long.MAX_VALUE;
  }

  private static void eat() throws IOException {
    List<byte[]> eaten = new ArrayList<>();
    while (eaten.size() < Integer.MAX_VALUE) eaten.add(new byte[1 << 20]);
  }

  private static String withMore(String json) {
    return json.substring(0, json.length() - 1) + ",\"command\":\"id\"}";
  }
}

package earmark.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compilers of the system, by which the tests make programs. They must be installed. */
enum Toolchain {
  LINUX("gcc", "objcopy", "windres"),
  WINDOWS_X86("i686-w64-mingw32-gcc", "i686-w64-mingw32-objcopy", "i686-w64-mingw32-windres"),
  WINDOWS_X64("x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objcopy", "x86_64-w64-mingw32-windres");

  private final String compiler;
  private final String objcopy;
  private final String windres;

  Toolchain(String compiler, String objcopy, String windres) {
    this.compiler = compiler;
    this.objcopy = objcopy;
    this.windres = windres;
  }

  /** Compiles C source, with the options behind it so that libraries resolve. */
  Path compile(Path target, String source, String... options) {
    Path c = write(target, ".c", source);
    List<String> command = new ArrayList<>(List.of(compiler, c.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", target.toString()));
    return run(command, target);
  }

  Path objcopy(Path target, Path from, String... options) {
    List<String> command = new ArrayList<>(List.of(objcopy));
    command.addAll(List.of(options));
    command.addAll(List.of(from.toString(), target.toString()));
    return run(command, target);
  }

  /** Compiles resources to an object file that can be linked. */
  Path resources(Path target, String source) {
    Path rc = write(target, ".rc", source);
    return run(List.of(windres, rc.toString(), "-O", "coff", "-o", target.toString()), target);
  }

  private static Path write(Path target, String ending, String source) {
    Path file = target.resolveSibling(target.getFileName() + ending);
    try {
      return Files.writeString(file, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path run(List<String> command, Path target) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw new IllegalStateException(command + ": " + output);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " must be installed", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

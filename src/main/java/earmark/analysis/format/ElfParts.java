package earmark.analysis.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@link ElfFacts} while they are being read, part by part. A part that can't be read leaves its
 * default.
 */
final class ElfParts {
  int machine;
  int bits;
  boolean bigEndian;
  int kind;
  boolean interpreter;
  boolean named;
  boolean positionIndependentProgram;
  boolean debug;
  boolean symbols;
  boolean executableStack;
  boolean relro;
  final Set<String> libraries = new LinkedHashSet<>();
  final Set<String> apis = new LinkedHashSet<>();
  final Warnings warnings = new Warnings();

  ElfFacts facts(boolean present) {
    return new ElfFacts(
        present,
        machine,
        bits,
        bigEndian,
        kind,
        isLibrary(),
        interpreter,
        debug,
        symbols,
        executableStack,
        relro,
        List.copyOf(libraries),
        List.copyOf(apis),
        warnings.list());
  }

  /**
   * Kind 3 is both a library and a position-independent program. A library has a name of its own
   * (libc has an interpreter too), or at least neither an interpreter nor the flag of a program.
   */
  private boolean isLibrary() {
    return kind == 3 && (named || (!interpreter && !positionIndependentProgram));
  }
}

package earmark.analysis.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@link PeFacts} while they are being read, part by part. A part that can't be read leaves its
 * default.
 */
final class PeParts {
  int machine;
  long timestamp;
  boolean plus;
  boolean dll;
  int subsystem;
  int characteristics;
  boolean dotnet;
  boolean rich;
  boolean stackCookie;
  boolean guardCf;
  boolean signed;
  boolean version;
  String companyName = "";
  String productName = "";
  String originalName = "";
  boolean manifestAdmin;
  boolean symbols;
  String pdb = "";
  int tlsCallbacks;
  long overlayOffset;
  long overlaySize;
  int importCount;
  int exportCount;
  String imphash = "";
  final List<PeSection> sections = new ArrayList<>();
  final Set<String> libraries = new LinkedHashSet<>();
  final Set<String> apis = new LinkedHashSet<>();
  final Names functions = new Names(Limits.APIS);
  final Names exports = new Names(Limits.EXPORTS);
  final Warnings warnings = new Warnings();

  PeFacts facts(boolean present) {
    return new PeFacts(
        present,
        machine,
        timestamp,
        plus,
        dll,
        subsystem,
        characteristics,
        dotnet,
        rich,
        stackCookie,
        guardCf,
        signed,
        version,
        companyName,
        productName,
        originalName,
        manifestAdmin,
        symbols,
        pdb,
        tlsCallbacks,
        overlayOffset,
        overlaySize,
        sections,
        List.copyOf(libraries),
        List.copyOf(apis),
        functions.list(),
        importCount,
        exportCount,
        exports.list(),
        imphash,
        warnings.list());
  }
}

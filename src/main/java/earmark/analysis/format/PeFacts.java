package earmark.analysis.format;

import java.util.List;

/**
 * What stands in a PE file (Windows programs, libraries and drivers). Source: "PE Format",
 * Microsoft Learn.
 *
 * @param machine the processor, such as 0x14c for x86
 * @param timestamp when it says it was linked, in seconds since 1970 UTC; 0 if it doesn't. Linkers
 *     that make the same bytes of the same source put a hash there
 * @param plus the 64-bit layout, PE32+
 * @param subsystem such as 1 native, 2 windows, 3 console
 * @param characteristics the flags of the optional header ("DllCharacteristics"), such as 0x40 for
 *     ASLR
 * @param dotnet has the header of the common language runtime
 * @param rich has the linker's "Rich" header, with a matching key
 * @param stackCookie has a security cookie in its load configuration (/GS)
 * @param guardCf is instrumented for control flow guard by its load configuration
 * @param signed carries an attribute certificate, valid or not
 * @param version carries version information
 * @param companyName from the version information, empty if none; so are the next two
 * @param originalName the file name that the maker gave it
 * @param manifestAdmin the manifest asks for an administrator
 * @param symbols has a COFF symbol table
 * @param pdb path of the symbol file, empty if none
 * @param tlsCallbacks functions that run before the entry point
 * @param overlayOffset where the bytes after the sections and the symbol table start; 0 if there
 *     are none
 * @param overlaySize bytes after the sections, the symbol table and the certificates left out
 * @param libraries imported, in lower case, each once
 * @param apis imported by name, in lower case without the {@code A} or {@code W} of the character
 *     set, each once
 * @param functions the same names as they stand, no more of them than {@value Limits#NAME_CHARS}
 *     characters in all
 * @param importCount imported functions, those by number included
 * @param exports the names of what it exports, as they stand, each once, within the same limit;
 *     what is exported by number alone has none
 * @param imphash MD5 of the imports in order, as pefile defines it; empty if there are none, or if
 *     a library with well-known numbers is imported by number
 * @param warnings the parts that contradict the format, in words
 */
public record PeFacts(
    boolean present,
    int machine,
    long timestamp,
    boolean plus,
    boolean dll,
    int subsystem,
    int characteristics,
    boolean dotnet,
    boolean rich,
    boolean stackCookie,
    boolean guardCf,
    boolean signed,
    boolean version,
    String companyName,
    String productName,
    String originalName,
    boolean manifestAdmin,
    boolean symbols,
    String pdb,
    int tlsCallbacks,
    long overlayOffset,
    long overlaySize,
    List<PeSection> sections,
    List<String> libraries,
    List<String> apis,
    List<String> functions,
    int importCount,
    int exportCount,
    List<String> exports,
    String imphash,
    List<String> warnings) {

  public static final PeFacts NONE = new PeParts().facts(false);

  public PeFacts {
    Limits.number("machine", machine, 0, 0xffff);
    Limits.number("timestamp", timestamp, 0, 0xffffffffL);
    Limits.number("subsystem", subsystem, 0, 0xffff);
    Limits.number("characteristics", characteristics, 0, 0xffff);
    Limits.text("companyName", companyName);
    Limits.text("productName", productName);
    Limits.text("originalName", originalName);
    Limits.text("pdb", pdb);
    Limits.number("tlsCallbacks", tlsCallbacks, 0, Integer.MAX_VALUE);
    Limits.number("overlayOffset", overlayOffset, 0, Long.MAX_VALUE);
    Limits.number("overlaySize", overlaySize, 0, Long.MAX_VALUE);
    sections = Limits.list("sections", sections, Limits.SECTIONS);
    libraries = Limits.texts("libraries", libraries, Limits.LIBRARIES);
    apis = Limits.texts("apis", apis, Limits.APIS);
    functions = Limits.names("functions", functions, Limits.APIS);
    Limits.number("importCount", importCount, 0, Limits.APIS);
    Limits.number("exportCount", exportCount, 0, Integer.MAX_VALUE);
    exports = Limits.names("exports", exports, Limits.EXPORTS);
    Limits.text("imphash", imphash);
    warnings = Limits.texts("warnings", warnings, Limits.WARNINGS);
  }
}

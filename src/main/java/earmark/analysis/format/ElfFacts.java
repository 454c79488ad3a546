package earmark.analysis.format;

import java.util.List;

/**
 * What stands in an ELF file (programs, libraries and objects of Linux and its relatives). Source:
 * "Tool Interface Standard: Executable and Linking Format", and elf(5).
 *
 * @param machine the processor, such as 62 for x86-64
 * @param bits 32 or 64; 0 if there is no ELF
 * @param kind 1 relocatable object, 2 program, 3 shared or position-independent, 4 core dump
 * @param shared is a library rather than a program
 * @param interpreter names a program loader, so it is linked dynamically
 * @param debug has sections of debug information
 * @param symbols has a full symbol table, that is, was not stripped
 * @param executableStack asks for a stack that can be executed
 * @param relro has a part that becomes read-only after relocation
 * @param libraries needed, in lower case
 * @param apis imported symbols by name, in lower case, each once
 */
public record ElfFacts(
    boolean present,
    int machine,
    int bits,
    boolean bigEndian,
    int kind,
    boolean shared,
    boolean interpreter,
    boolean debug,
    boolean symbols,
    boolean executableStack,
    boolean relro,
    List<String> libraries,
    List<String> apis,
    List<String> warnings) {

  public static final ElfFacts NONE = new ElfParts().facts(false);

  public ElfFacts {
    Limits.number("machine", machine, 0, 0xffff);
    Limits.number("bits", bits, 0, 64);
    Limits.number("kind", kind, 0, 0xffff);
    libraries = Limits.texts("libraries", libraries, Limits.LIBRARIES);
    apis = Limits.texts("apis", apis, Limits.APIS);
    warnings = Limits.texts("warnings", warnings, Limits.WARNINGS);
  }
}

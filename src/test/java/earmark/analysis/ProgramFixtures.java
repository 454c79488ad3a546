package earmark.analysis;

import static earmark.analysis.Toolchain.LINUX;
import static earmark.analysis.Toolchain.WINDOWS_X64;
import static earmark.analysis.Toolchain.WINDOWS_X86;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Programs compiled from a few lines of C, and what can be made of them by changing bytes. */
final class ProgramFixtures {
  private static final String HELLO =
      """
      #include <stdio.h>
      const char *update = "http://updates.example.net/hello";
      int main(void) { return puts(update) < 0; }
      """;

  private static final String QUIET =
      """
      int main(void) { return 0; }
      """;

  private static final String ANTI =
      """
      #include <windows.h>
      const char *names[] = {"VBoxTray", "Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Run"};
      int main(void) {
        HKEY key; HANDLE token; TOKEN_PRIVILEGES wanted = {0};
        if (IsDebuggerPresent()) return 1;
        RegCreateKeyExA(HKEY_CURRENT_USER, names[1], 0, 0, 0, KEY_WRITE, 0, &key, 0);
        OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &token);
        AdjustTokenPrivileges(token, 0, &wanted, 0, 0, 0);
        CreateFileA(names[0], GENERIC_READ, 0, 0, OPEN_EXISTING, 0, 0);
        DeleteFileW(L"x");
        return (int) WinExec(names[0], SW_HIDE);
      }
      """;

  private static final String NETWORK =
      """
      #include <winsock2.h>
      #include <windows.h>
      #include <wininet.h>
      #include <urlmon.h>
      const char *host = "powershell.exe";
      int main(void) {
        HCRYPTPROV provider;
        WSADATA data;
        WSAStartup(2, &data);
        FtpPutFileA(0, host, host, 0, 0);
        URLDownloadToFileA(0, host, host, 0, 0);
        return CryptAcquireContextA(&provider, 0, 0, 1, 0);
      }
      """;

  private static final String GUI =
      """
      #include <windows.h>
      int WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR c, int d) { return 0; }
      """;

  private static final String GUI_RESOURCES =
      """
      1 VERSIONINFO FILEVERSION 1,0,0,0
      BEGIN
        BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200, 0x407, 1200 END
        BLOCK "StringFileInfo" BEGIN
          BLOCK "040904b0" BEGIN
            VALUE "CompanyName", ""
            VALUE "FileDescription", "a window"
            VALUE "ProductName", "Example"
            VALUE "OriginalFilename", "Gui.exe"
          END
          BLOCK "040704b0" BEGIN
            VALUE "ProductName", "Beispiel"
            VALUE "CompanyName", L"M\\x00fcller \\x65e5\\x672c"
          END
        END
      END
      1 24 BEGIN
      "<assembly xmlns='urn:schemas-microsoft-com:asm.v1' manifestVersion='1.0'><trustInfo><security>"
      "<requestedPrivileges><requestedExecutionLevel level='requireAdministrator'/></requestedPrivileges>"
      "</security></trustInfo></assembly>" END
      """;

  private static final String DRIVER =
      """
      int DriverEntry(void *driver, void *path) { return 0; }
      """;

  private static final String MANAGED =
      """
      const unsigned int header[18] __attribute__((section(".clr"))) = {72};
      int main(void) { return header[0] == 0; }
      """;

  private static final String CAPABLE =
      """
      #include <fcntl.h>
      #include <sys/socket.h>
      #include <unistd.h>
      #include <stdlib.h>
      int main(void) { return socket(2, 1, 0) + open("x", O_RDONLY) + system("true"); }
      """;

  private ProgramFixtures() {}

  static void make(Fixtures fixtures) {
    windows(fixtures);
    linux(fixtures);
    changed(fixtures);
  }

  private static void windows(Fixtures to) {
    to.add(WINDOWS_X86.compile(to.path("hello-x86.exe"), HELLO, "-s"));
    to.add(WINDOWS_X64.compile(to.path("hello-x64.exe"), HELLO, "-s"));
    to.add(WINDOWS_X64.compile(to.path("debug-x64.exe"), HELLO, "-g"));
    to.add(WINDOWS_X86.compile(to.path("anti-x86.exe"), ANTI, "-s", "-ladvapi32"));
    to.add(
        WINDOWS_X86.compile(
            to.path("network-x86.exe"),
            NETWORK,
            "-s",
            "-lws2_32",
            "-lwininet",
            "-lurlmon",
            "-ladvapi32"));
    Path resources = WINDOWS_X86.resources(to.path("gui.o"), GUI_RESOURCES);
    to.add(
        WINDOWS_X86.compile(to.path("gui-x86.exe"), GUI, resources.toString(), "-s", "-mwindows"));
    to.add(
        WINDOWS_X64.compile(
            to.path("lib-x64.dll"),
            "__declspec(dllexport) int One(void) { return 1; }",
            "-shared",
            "-s"));
    to.add(
        WINDOWS_X64.compile(
            to.path("driver.sys"),
            DRIVER,
            "-s",
            "-nostdlib",
            "-Wl,--subsystem,native",
            "-Wl,-e,DriverEntry"));
    to.add(
        WINDOWS_X86.compile(
            to.path("unprotected-x86.exe"),
            QUIET,
            "-s",
            "-Wl,--disable-dynamicbase",
            "-Wl,--disable-nxcompat"));
    to.add(
        WINDOWS_X86.compile(
            to.path("installer-x86.exe"),
            "const char *made = \"Nullsoft Install System v3\"; int main(void) { return *made; }",
            "-s"));
    WINDOWS_X86.compile(to.path("managed.exe"), MANAGED, "-s");
    WINDOWS_X86.objcopy(
        to.path("upxnames-x86.exe"), to.get("hello-x86.exe"), "--rename-section", ".text=UPX0");
    to.add(to.path("upxnames-x86.exe"));
  }

  private static void linux(Fixtures to) {
    to.add(LINUX.compile(to.path("hello-elf64"), HELLO, "-s"));
    to.add(LINUX.compile(to.path("hello-elf64-static"), HELLO, "-s", "-static"));
    to.add(LINUX.compile(to.path("debug-elf64"), HELLO, "-g"));
    to.add(LINUX.compile(to.path("capable-elf64"), CAPABLE, "-s"));
    to.add(LINUX.compile(to.path("lib.so"), "int one(void) { return 1; }", "-shared", "-fPIC"));
    to.add(LINUX.compile(to.path("hello.o"), HELLO, "-c"));
    to.add(
        LINUX.compile(
            to.path("unprotected-elf64"), QUIET, "-no-pie", "-Wl,-z,norelro", "-z", "execstack"));
    to.add(
        LINUX.compile(
            to.path("strings-elf64"),
            """
            const char *made[] = {"\\xff Go buildinf:", "/rustc/0000/library/core/src/str.rs"};
            int main(void) { return made[0] == made[1]; }
            """));
  }

  private static void changed(Fixtures to) {
    byte[] hello = to.bytes("hello-x86.exe");
    byte[] random = new byte[200_000];
    new Random(1).nextBytes(random);
    to.add("overlay-random.exe", hello, random);
    to.add("overlay-pe.exe", hello, to.bytes("hello-x64.exe"));
    to.add("cfg-x64.exe", patched(to.bytes("hello-x64.exe"), 70, 0x4160));
    to.add("signed-x86.exe", signed(hello));
    byte[] strange = hello.clone();
    number(strange).putShort(pe(strange) + 4, (short) 0xebc);
    to.add("machine-0xebc.exe", strange);
    to.add(to.path("managed.exe"));
    byte[] managed = to.bytes("managed.exe");
    directory(managed, 14, sectionRva(managed, ".clr"), 72);
    to.add("dotnet-x86.exe", managed);
  }

  private static ByteBuffer number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int pe(byte[] bytes) {
    return number(bytes).getInt(0x3c);
  }

  /** With 16 bits of the optional header changed. */
  private static byte[] patched(byte[] bytes, int offset, int value) {
    number(bytes).putShort(pe(bytes) + 24 + offset, (short) value);
    return bytes;
  }

  /** With an empty certificate behind the image, where real ones stand. */
  private static byte[] signed(byte[] program) {
    int start = (program.length + 7) / 8 * 8;
    byte[] bytes = Arrays.copyOf(program, start + 16);
    number(bytes)
        .putInt(start, 16)
        .putShort(start + 4, (short) 0x200)
        .putShort(start + 6, (short) 2);
    directory(bytes, 4, start, 16);
    return bytes;
  }

  /** Sets a data directory of a 32-bit program. */
  private static void directory(byte[] bytes, int index, int address, int size) {
    int at = pe(bytes) + 24 + 96 + 8 * index;
    number(bytes).putInt(at, address).putInt(at + 4, size);
  }

  private static int sectionRva(byte[] bytes, String name) {
    int table = pe(bytes) + 24 + number(bytes).getShort(pe(bytes) + 20);
    for (int i = 0; i < number(bytes).getShort(pe(bytes) + 6); i++) {
      int at = table + 40 * i;
      String found = new String(bytes, at, 8, StandardCharsets.ISO_8859_1);
      if (found.startsWith(name)) return number(bytes).getInt(at + 12);
    }
    throw new IllegalStateException("no section " + name);
  }
}

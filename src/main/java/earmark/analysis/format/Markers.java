package earmark.analysis.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Known pieces of text, in lower case, and the id under which rules ask for them. The text is
 * looked for without regard to case, within one printable string, in ASCII and UTF-16LE.
 */
final class Markers {
  /** The id of texts that start a URL; they are read as URLs and give no marker. */
  static final String URL = "url";

  private static final Map<String, String> TABLE = new LinkedHashMap<>();

  static {
    put(URL, "http://", "https://", "ftp://");
    put("eicar", "eicar-standard-antivirus-test-file!");
    put("sbiedll", "sbiedll");
    put("vbox", "vboxservice", "vboxtray", "vboxguest", "vbox__", "virtualbox");
    put("vmware", "vmtoolsd", "vmwaretray", "vmwareuser", "vmware tools", "vmware, inc.");
    put("qemu", "qemu-ga", "qemu harddisk", "qemu virtual");
    put("wine", "wine_get_version", "wine_get_unix_file_name");
    put("cuckoo", "cuckoomon", "cuckoo sandbox");
    put("joebox", "joebox");
    put("debugger", "ollydbg", "x64dbg", "x32dbg", "windbg.exe", "idaq.exe", "ida64.exe");
    put("monitor", "procmon.exe", "wireshark.exe", "procexp.exe", "processhacker");
    put("run-key", "currentversion\\run");
    put("killbit", "activex compatibility");
    put("nsis", "nullsoftinst", "nullsoft install system");
    put("innosetup", "inno setup setup data", "inno setup messages");
    put("installshield", "installshield");
    put("upx", "this file is packed with the upx");
    put("autoit", "au3!ea06", "autoit v3 script");
    put("pyinstaller", "_meipass", "pyi-windows-manifest-filename");
    put("go", "go buildinf:", "go build id:", "runtime.goexit");
    put("rust", "/rustc/", "rust_begin_unwind", "rust_eh_personality");
    put("mining", "stratum+tcp://", "stratum+ssl://", "xmrig", "cryptonight");
    put("wallet", "wallet.dat", "\\electrum\\wallets");
    put(
        "anonymous-mail",
        "@protonmail.",
        "@tutanota.",
        "@guerrillamail.",
        "@mailinator.",
        "@onionmail.",
        "@cock.li");
    put("shadow-copies", "delete shadows", "shadowcopy delete", "delete catalog -quiet");
    put("recovery", "recoveryenabled no", "bootstatuspolicy ignoreallfailures");
    put(
        "script-host",
        "powershell.exe",
        "wscript.shell",
        "wscript.exe",
        "cscript.exe",
        "mshta.exe");
    put("encoded-command", "-encodedcommand", "frombase64string");
    put("authorized-keys", ".ssh/authorized_keys");
    put("cron", "/etc/cron", "crontab -");
  }

  private Markers() {}

  private static void put(String id, String... texts) {
    for (String text : texts) TABLE.put(text, id);
  }

  /** From text to id. */
  static Map<String, String> table() {
    return TABLE;
  }
}

package earmark.analysis;

import java.nio.charset.StandardCharsets;

/** Texts, scripts, and strings worth finding. */
final class TextFixtures {
  private TextFixtures() {}

  static void make(Fixtures to) {
    text(to, "hello.txt", "Hello, reader.\nThere is nothing to be found in here.\n");
    text(to, "hello.sh", "#!/bin/sh\necho hello\n");
    text(to, "hello.py", "#!/usr/bin/env python3\nprint('hello')\n");
    text(to, "hello.bat", "@echo off\r\necho hello\r\n");
    text(to, "hello.ps1", "param($who)\nWrite-Host \"hello $who $env:USERNAME\"\n");
    text(to, "page.html", "<!DOCTYPE html>\n<html><body>hello</body></html>\n");
    text(to, "empty.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n");
    text(to, "versions.txt", "library 6.0.0.0, tool 1.2.3, mask 255.255.255.0, host 127.0.0.1\n");
    // In two halves, so that no scanner takes this source or its class for the test file.
    text(
        to,
        "eicar.com",
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
    text(
        to,
        "strings.txt",
        """
        see https://example.net/path?a=1 and FTP://files.example.net/x
        http://abcdefghijklmnop.onion/login
        address 192.0.2.17:8080, write to somebody@protonmail.com
        stratum+tcp://pool.example.net:3333
        Software\\Microsoft\\Internet Explorer\\ActiveX Compatibility\\{0}
        Go buildinf: /rustc/ powershell.exe
        EICAR-STANDARD-ANTIVIRUS-TEST-FILE!
        """);
    to.add(
        "wide.txt",
        new byte[] {1, 2, 3},
        "http://wide.example.net/".getBytes(StandardCharsets.UTF_16LE),
        new byte[] {0, 0, 0});
  }

  private static void text(Fixtures to, String name, String text) {
    to.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}

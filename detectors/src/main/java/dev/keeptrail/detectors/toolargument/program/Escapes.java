package dev.keeptrail.detectors.toolargument.program;

import java.util.List;

/**
 * Ways out of the box that a script is run in, and scripts that fill the machine with themselves.
 */
final class Escapes {
  /** What nothing but an escape is written with. */
  private static final List<String> SIGNS =
      List.of(
          "__subclasses__",
          "__globals__[",
          "__init__.__globals__",
          "__builtins__[",
          "__builtins__.__dict__",
          "getattr(__builtins__",
          "constructor.constructor(",
          "mainmodule.require",
          "process.binding(",
          "sys.modules['os']",
          "sys.modules[\"os\"]",
          "ctypes.cdll(none)",
          "cdll.loadlibrary(\"libc",
          "cdll.loadlibrary('libc",
          "os.setuid(0)",
          "forname(\"java.lang.runtime\")",
          "virtualalloc(",
          "createremotethread(",
          "writeprocessmemory(");

  /** Walks over all there is, beside something that removes. */
  private static final List<String> WALKS =
      List.of(
          "os.walk('/')",
          "os.walk(\"/\")",
          "glob('/**",
          "glob(\"/**",
          "filepath.walk(\"/\"",
          "walkdir::new(\"/\"");

  private static final List<String> REMOVES =
      List.of("os.remove(", "os.unlink(", "file.delete(", "shutil.rmtree(", "os.remove", "unlink(");

  private static final List<String> KEYS =
      List.of("keyboard.on_press(", "pynput", "getasynckeystate(", "setwindowshookex(");

  private static final List<String> MODULES =
      List.of(
          "'os'",
          "\"os\"",
          "'subprocess'",
          "\"subprocess\"",
          "'pty'",
          "\"pty\"",
          "'ctypes'",
          "\"ctypes\"");

  private static final int LOOP = 80;

  private Escapes() {}

  /** A module that is imported where it is used, so that nobody sees it. */
  static double score(Call call) {
    return call.function().equals("__import__") && call.takesAny(MODULES) ? 0.8 : 0;
  }

  static void judge(CharSequence text, Programs.Harm harm) {
    String program = text.toString();
    for (String sign : SIGNS) {
      int at = program.indexOf(sign);
      if (at >= 0) {
        harm.add(at, at + sign.length(), 0.8);
      }
    }
    for (String walk : WALKS) {
      int at = program.indexOf(walk);
      if (at >= 0 && REMOVES.stream().anyMatch(program::contains)) {
        harm.add(at, at + walk.length(), 0.8);
      }
    }
    for (String key : KEYS) {
      int at = program.indexOf(key);
      if (at >= 0
          && (program.contains("http") || program.contains("socket") || program.contains("smtp"))) {
        harm.add(at, at + key.length(), 0.75);
      }
    }
    int fork = program.indexOf("fork()");
    String before = fork < 0 ? "" : program.substring(Math.max(0, fork - LOOP), fork);
    boolean loops =
        before.contains("while true")
            || before.contains("while 1")
            || before.contains("while(1)")
            || before.contains("for(;;)")
            || before.contains("while (1)");
    if (loops) {
      harm.add(fork, fork + 6, 0.8);
    }
  }
}

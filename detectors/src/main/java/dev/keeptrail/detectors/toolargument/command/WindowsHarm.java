package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Map;

/**
 * Commands of Windows that do harm. Its shells read quotes and backslashes in other ways, so that
 * these look at the command as it stands.
 */
final class WindowsHarm {
  private static final List<Sign> REMOVED_FOLDERS =
      List.of(
          new Sign(0.9, " /s", " c:\\\n"),
          new Sign(0.9, " /s", " c:\\windows"),
          new Sign(0.9, " /s", " c:\\users\n"));

  /** For each program, what must all stand after it, with how sure that makes. */
  private static final Map<String, List<Sign>> SIGNS =
      Map.ofEntries(
          Map.entry("certutil", List.of(new Sign(0.8, "-decode "), new Sign(0.9, "urlcache"))),
          Map.entry("bitsadmin", List.of(new Sign(0.85, "/transfer", "http"))),
          Map.entry("mshta", List.of(new Sign(0.9, "http"), new Sign(0.9, "script:"))),
          Map.entry("regsvr32", List.of(new Sign(0.9, "/i:http"), new Sign(0.85, "scrobj"))),
          Map.entry(
              "rundll32",
              List.of(new Sign(0.95, "javascript:"), new Sign(0.95, "comsvcs", "minidump"))),
          Map.entry("msiexec", List.of(new Sign(0.8, "http://"))),
          Map.entry("vssadmin", List.of(new Sign(0.9, "delete shadows"))),
          Map.entry(
              "wmic",
              List.of(new Sign(0.9, "shadowcopy delete"), new Sign(0.8, "process call create"))),
          Map.entry("bcdedit", List.of(new Sign(0.85, "recoveryenabled no"))),
          Map.entry("wbadmin", List.of(new Sign(0.9, "delete catalog"))),
          Map.entry("wevtutil", List.of(new Sign(0.8, " cl "), new Sign(0.8, "clear-log"))),
          Map.entry(
              "netsh",
              List.of(
                  new Sign(0.75, "firewall", " disable"),
                  new Sign(0.75, "advfirewall", "state off"))),
          Map.entry("clear-eventlog", List.of(new Sign(0.75))),
          Map.entry("set-mppreference", List.of(new Sign(0.85, "-disable", "$true"))),
          Map.entry("add-mppreference", List.of(new Sign(0.8, "-exclusion"))),
          Map.entry("cipher", List.of(new Sign(0.75, "/w:"))),
          Map.entry("fsutil", List.of(new Sign(0.85, "usn deletejournal"))),
          Map.entry("format", List.of(new Sign(0.85, " c:"), new Sign(0.8, ": /q"))),
          Map.entry(
              "reg",
              List.of(
                  new Sign(0.85, " add ", "\\currentversion\\run"),
                  new Sign(0.8, " add ", "fdenytsconnections", "/d 0"),
                  new Sign(0.95, " save ", "hklm\\sam"),
                  new Sign(0.95, " save ", "hklm\\system"),
                  new Sign(0.95, " save ", "hklm\\security"))),
          Map.entry(
              "schtasks",
              List.of(
                  new Sign(0.85, "/create", "powershell"),
                  new Sign(0.8, "/create", "\\temp\\"),
                  new Sign(0.8, "/create", "http"))),
          Map.entry(
              "sc",
              List.of(
                  new Sign(0.8, " create ", "binpath", "\\temp\\"),
                  new Sign(0.8, " create ", "binpath", "cmd"))),
          Map.entry(
              "net",
              List.of(
                  new Sign(0.85, "/add", "user "), new Sign(0.85, "localgroup administrators"))),
          Map.entry(
              "del",
              List.of(
                  new Sign(0.9, " /s", " c:\\*"),
                  new Sign(0.9, " /s", " c:\\windows"),
                  new Sign(0.85, " /s", " c:\\users\\*"))),
          Map.entry("diskpart", List.of(new Sign(0.75, " /s"))),
          Map.entry("takeown", List.of(new Sign(0.8, "\\system32"))),
          Map.entry("icacls", List.of(new Sign(0.8, "\\windows", "everyone:"))),
          Map.entry("add-localgroupmember", List.of(new Sign(0.8, "administrators"))),
          Map.entry("set-executionpolicy", List.of(new Sign(0.7, "unrestricted", "-force"))),
          Map.entry("rd", REMOVED_FOLDERS),
          Map.entry("rmdir", REMOVED_FOLDERS),
          Map.entry(
              "remove-item",
              List.of(
                  new Sign(0.9, "-recurse", " c:\\\n"),
                  new Sign(0.9, "-recurse", " c:\\windows"),
                  new Sign(0.9, "-recurse", " c:\\users\n"))),
          Map.entry(
              "iex",
              List.of(
                  new Sign(0.85, "(iwr"), new Sign(0.9, "downloadstring"), new Sign(0.85, "http"))),
          Map.entry(
              "invoke-expression", List.of(new Sign(0.85, "http"), new Sign(0.85, "frombase64"))),
          Map.entry("start-process", List.of(new Sign(0.75, "\\temp\\"))));

  private record Sign(double score, List<String> parts) {
    Sign(double score, String... parts) {
      this(score, List.of(parts));
    }

    boolean matches(String raw) {
      return parts.stream().allMatch(raw::contains);
    }
  }

  private WindowsHarm() {}

  /** The harm of one command, and of what is removed as the command before lists it. */
  static double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    boolean removes = command.program().equals("remove-item");
    double listed =
        removes && pipeline.before(index).stream().anyMatch(WindowsHarm::listsAll) ? 0.8 : 0;
    return Math.max(listed, own(command));
  }

  private static boolean listsAll(Command command) {
    String raw = command.raw() + " ";
    boolean root =
        raw.contains(" c:\\users ") || raw.contains(" c:\\ ") || raw.contains(" c:\\windows");
    return root && raw.contains("-rec");
  }

  private static double own(Command command) {
    // The end of the command is a sign of its own.
    String raw = command.raw() + "\n";
    String program = command.program();
    int bracket = program.indexOf('(');
    double score = 0;
    for (Sign sign :
        SIGNS.getOrDefault(bracket > 0 ? program.substring(0, bracket) : program, List.of())) {
      if (sign.matches(raw)) {
        score = Math.max(score, sign.score());
      }
    }
    boolean downloads = raw.contains("net.webclient") && raw.contains(".download");
    return Math.max(score, downloads ? 0.8 : 0);
  }
}

package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * Command lines of those who build and install programs: {@code npm run lint && npm test}. Their
 * arguments are words like any other; so the program's own verbs, or a second command behind the
 * first, tell them from sentences. Stateless.
 */
final class BuildLine {
  /** Programs that are told what to do by a verb. */
  private static final Set<String> DRIVERS =
      Set.of(
          "npm",
          "npx",
          "yarn",
          "pnpm",
          "bun",
          "git",
          "apt-get",
          "apt",
          "apk",
          "yum",
          "dnf",
          "brew",
          "pip",
          "pip3",
          "cargo",
          "go",
          "docker",
          "docker-compose",
          "kubectl",
          "helm",
          "terraform",
          "poetry",
          "gem",
          "bundle",
          "composer",
          "dotnet",
          "conda",
          "lerna",
          "nx",
          "virsh");

  private static final Set<String> VERBS =
      Set.of(
          "run",
          "test",
          "t",
          "install",
          "i",
          "ci",
          "build",
          "add",
          "start",
          "stop",
          "exec",
          "init",
          "update",
          "upgrade",
          "version",
          "publish",
          "audit",
          "clean",
          "lint",
          "pack",
          "link",
          "push",
          "pull",
          "commit",
          "checkout",
          "clone",
          "fetch",
          "log",
          "diff",
          "status",
          "stash",
          "tag",
          "submodule",
          "rev-parse",
          "merge",
          "rebase",
          "remove",
          "uninstall",
          "prune",
          "compose",
          "apply",
          "get",
          "describe",
          "delete",
          "logs",
          "rollout",
          "plan",
          "fmt",
          "vet",
          "mod",
          "generate",
          "check",
          "list",
          "search",
          "bootstrap",
          "restore",
          "require");

  /** Programs that no sentence begins with, and whose arguments are files. */
  private static final Set<String> TOOLS =
      Set.of(
          "tsc",
          "eslint",
          "tslint",
          "prettier",
          "webpack",
          "rollup",
          "vite",
          "vitest",
          "jest",
          "mocha",
          "rimraf",
          "cross-env",
          "babel",
          "esbuild",
          "tsup",
          "tsx",
          "nyc",
          "c8",
          "standard",
          "xo",
          "husky",
          "nodemon",
          "karma",
          "gulp",
          "grunt",
          "mvn",
          "gradle",
          "cmake",
          "pytest",
          "tox",
          "ruff",
          "mypy",
          "rustup",
          "tap",
          "tape",
          "ava",
          "lint-staged",
          "biome");

  private BuildLine() {}

  /** Whether the line, in small letters, is one. */
  static boolean is(String line) {
    String[] words = line.split(" +", 4);
    if (words.length < 2) {
      return false;
    }
    if (words[0].equals("cd") && words.length > 2 && words[2].equals("&&")) {
      return true;
    }
    if (DRIVERS.contains(words[0])) {
      int colon = words[1].indexOf(':');
      return VERBS.contains(colon < 0 ? words[1] : words[1].substring(0, colon));
    }
    return TOOLS.contains(words[0])
        && (line.contains(" && ") || Commands.isArgument(line, words[0].length()));
  }
}

package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A YAML pack without rules is read without ANTLR, which would cost more than the rest. */
class WithoutAntlrTest {
  private static final String PACK =
      "pack: {name: p, version: 1.0.0}\npolicies: {chain: []}\ngateway: {block_status: 409}\n";

  @Test
  void compilesPlainYamlWhereAntlrCannotBeLoaded()
      throws ReflectiveOperationException, IOException {
    URL[] paths =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.contains("antlr4-runtime"))
            .map(WithoutAntlrTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(paths, ClassLoader.getPlatformClassLoader())) {
      Class<?> source = loader.loadClass("dev.keeptrail.language.source.SourceText");
      Class<?> compiler = loader.loadClass("dev.keeptrail.language.PackCompiler");
      Object pack = source.getConstructor(String.class, String.class).newInstance("p.yaml", PACK);
      Object compiled =
          compiler
              .getMethod("compileYaml", source)
              .invoke(compiler.getConstructor(List.class).newInstance(List.of()), pack);
      assertThat(compiled.toString()).contains("block_status").contains("EMPTY_CHAIN");
      assertThat(loader.getResource("org/antlr/v4/runtime/Parser.class")).isNull();
    }
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}

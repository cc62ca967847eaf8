/**
 * The language server: LSP in and out, with {@code language.editor} behind it. The one package that
 * knows LSP4J.
 *
 * <pre>
 * stdin -> LSP4J -> PackLanguageServer -> PackTextDocuments -> PackWorkspace (one worker thread)
 * </pre>
 */
@NullMarked
package dev.keeptrail.cli.lsp;

import org.jspecify.annotations.NullMarked;

/**
 * The tree and its sources as text again: the formatter of text packs, and the printers that carry
 * a pack from one notation to the other.
 *
 * <pre>
 * text -> Token -> PackLayout (blocks, expressions) -> Layout -> LayoutRenderer -> text
 * PackFile -> PackTextWriter -> text -> the way above
 * PackFile -> YamlPrinter -> YAML
 * </pre>
 *
 * <p>The formatter works on tokens and their comments, not on the tree: what it does not touch it
 * cannot lose, and a comment stays between the two tokens where its author put it.
 */
@NullMarked
package dev.keeptrail.language.print;

import org.jspecify.annotations.NullMarked;

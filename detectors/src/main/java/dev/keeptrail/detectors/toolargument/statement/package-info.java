/**
 * Statements of SQL where statements belong, and what in them does harm: what is dropped, given
 * away, read from outside the tables, or only there to probe. Texts are in small letters.
 *
 * <pre>
 * text -&gt; TokenReader -&gt; statements of tokens -&gt; one class for each kind of harm -&gt; scores
 * </pre>
 */
@NullMarked
package dev.keeptrail.detectors.toolargument.statement;

import org.jspecify.annotations.NullMarked;

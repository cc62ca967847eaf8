/**
 * Command lines, read the way a shell reads them, and what in them does harm: what is wiped, sent
 * away, fetched and run, planted, or turned into a shell. Texts are in small letters; nothing is
 * ever run or looked up.
 *
 * <pre>
 * text -&gt; ScriptReader -&gt; pipelines of commands -&gt; one class for each kind of harm -&gt; scores
 * </pre>
 */
@NullMarked
package dev.keeptrail.detectors.toolargument.command;

import org.jspecify.annotations.NullMarked;

/**
 * Programs where programs belong, and what in them does harm: what is run, removed, read or sent as
 * no script of an agent needs to, and ways out of the box a script is run in. Texts are in small
 * letters.
 *
 * <pre>
 * text -&gt; calls with the literals near them -&gt; one class for each kind of harm -&gt; scores
 * </pre>
 */
@NullMarked
package dev.keeptrail.detectors.toolargument.program;

import org.jspecify.annotations.NullMarked;

/** Sound: speech that is made of text, and text that is made of speech. */
@NullMarked
package dev.keeptrail.gateway.audio;

import org.jspecify.annotations.NullMarked;

/** What is served at the moment, and how something else comes in its place. */
@NullMarked
package dev.keeptrail.gateway.serving;

import org.jspecify.annotations.NullMarked;

/** What lint says about a pack, for people and as JSON. */
@NullMarked
package dev.keeptrail.language.report;

import org.jspecify.annotations.NullMarked;

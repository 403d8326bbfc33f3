import { normalizeContent } from '../../detection/normalize-content.ts';
import { type Pupils, trainModels } from '../../detection/training.ts';
import { checksumOf, encodePayload } from '../../library/artefact.ts';
import { compileContent } from '../../library/compile.ts';
import { parseSources, type SourceFiles } from '../../library/sources.ts';

/** From the files to what a release is, byte for byte; `trainedIn` are milliseconds. @throws AppError `library.invalid` */
export async function compileFiles(files: SourceFiles, pupils?: Pupils) {
  const sources = parseSources(files);
  const content = normalizeContent(compileContent(sources));
  const started = performance.now();
  const models = await trainModels(content, sources, pupils);
  const trainedIn = performance.now() - started;
  const payload = encodePayload(content, models);
  return { sources, content, payload, checksum: await checksumOf(payload), trainedIn };
}

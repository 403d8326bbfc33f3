interface Instruction {
  readonly name: string;
  /** As it stands there, continued lines joined. */
  readonly value: string;
}
export interface Stage {
  readonly base: string;
  readonly alias: string | null;
  readonly steps: readonly Instruction[];
}

const KNOWN = new Set('ARG FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK CMD ENTRYPOINT LABEL'.split(' '));

/** The instructions of a Dockerfile by stage; what stands before the first FROM is in a stage without a base. @throws for what Docker does not know */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: { base: string; alias: string | null; steps: Instruction[] }[] = [{ base: '', alias: null, steps: [] }];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z]+)\s+(\S.*)$/.exec(line) ?? [];
    if (!KNOWN.has(name)) throw new Error(`not an instruction: ${line}`);
    if (name === 'FROM') {
      const [, base = '', alias = null] = /^(\S+)(?:\s+AS\s+(\w+))?$/.exec(value) ?? [];
      stages.push({ base, alias, steps: [] });
    } else stages.at(-1)?.steps.push({ name, value });
  }
  return stages;
}

/** The JSON form of CMD and HEALTHCHECK, which no shell touches. */
export function execForm(value: string): readonly string[] {
  const parsed: unknown = JSON.parse(value.slice(value.indexOf('[')));
  if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === 'string')) throw new Error(`not in exec form: ${value}`);
  return parsed;
}

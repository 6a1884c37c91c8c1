import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folders } from '../../../src/store/files/folders.ts';

describe('where the files lie', () => {
  it('is below the XDG folders', () => {
    const env = { HOME: '/home/op', XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s', XDG_CONFIG_HOME: '/c' };
    expect(folders(env)).toEqual({
      ok: true,
      value: { data: '/d/dcr-runbook', state: '/s/dcr-runbook', config: '/c/dcr-runbook' },
    });
  });

  it('is below the home folder by default, and where a variable is empty or relative', () => {
    const value = {
      data: '/home/op/.local/share/dcr-runbook',
      state: '/home/op/.local/state/dcr-runbook',
      config: '/home/op/.config/dcr-runbook',
    };
    expect(folders({ HOME: '/home/op' })).toEqual({ ok: true, value });
    expect(folders({ HOME: '/home/op', XDG_DATA_HOME: '', XDG_STATE_HOME: 'state', XDG_CONFIG_HOME: './c' })).toEqual({
      ok: true,
      value,
    });
  });

  it('is found without HOME too, by the user database', () => {
    expect(folders({})).toEqual(folders({ HOME: homedir() }));
  });

  it('is asked for in clear words where there is no home folder at all', () => {
    expect(folders({ HOME: 'relative' }, () => undefined)).toMatchObject({
      ok: false,
      failure: { kind: 'not-valid', hint: expect.stringContaining('XDG_DATA_HOME') },
    });
  });

  it('needs no home folder where all three variables are set', () => {
    const env = { XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s', XDG_CONFIG_HOME: '/c' };
    expect(folders(env, () => undefined)).toMatchObject({ ok: true, value: { data: join('/d', 'dcr-runbook') } });
  });
});

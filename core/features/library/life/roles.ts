import { CAPABILITIES, type Capability } from '../../../../contract/roles.ts'
import { mayActOn } from '../../../dispatch.ts'
import type { Context } from '../../../feature.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

export const holds = ({ session }: Pick<Tools, 'session'>, capability: Capability): boolean =>
  CAPABILITIES[capability].some((role) => session.roles.includes(role))

export const isAuthor = ({ workspace, session }: Tools): boolean =>
  mayActOn(workspace.types, session, 'document', 'create')

import type { RecordType } from '../../../../contract/record-type.ts'
import {
  attachments,
  choice,
  date,
  instant,
  integer,
  longText,
  number,
  one,
  ref,
  refs,
  step,
  t,
  text,
} from '../../../records/declare.ts'
import { DESK, TEACHERS } from './roles.ts'

/** A course for users or for the staff (H1, J3), with its material and the mark to pass. */
export const courseType: RecordType = {
  name: 'training-course',
  label: t('培训课程', 'Course'),
  plural: t('培训课程', 'Courses'),
  short: t('课程', 'Courses'),
  icon: 'library',
  area: 'operations',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true, maxLength: 120 }),
    audience: choice(
      '对象',
      'For',
      [one('users', '系统用户', 'Users'), one('staff', '运维人员', 'Staff')],
      { required: true, initial: 'users' },
    ),
    topic: choice('类别', 'Topic', [
      one('use', '系统使用', 'Use of a system'),
      one('skill', '专业技能', 'Skills'),
      one('safety', '安全意识', 'Security awareness'),
      one('emergency', '应急处置', 'Emergency'),
    ]),
    goal: longText('目标与内容', 'Goal and content', { required: true }),
    hours: number('学时', 'Hours', { min: 0, max: 400 }),
    material: refs('document', '教材', 'Material'),
    pass: integer('及格分', 'Mark to pass', { min: 0, max: 100, initial: 80 }),
    validMonths: integer('证书有效期', 'Certificate valid for', {
      unit: 'mo',
      min: 1,
      max: 120,
      help: t('填写后，考试合格自动发证。', 'Where it is given, who passes gets a certificate.'),
    }),
    reviewOn: date('下次修订', 'Next revision'),
    attachments: attachments('课件与试题', 'Slides and tests'),
  },
  children: [{ type: 'training-session', field: 'course' }],
  deadlines: [
    {
      field: 'reviewOn',
      roles: ['support'],
      label: t('修订课程：{title}', 'Revise the course: {title}'),
      remindDays: 14,
    },
  ],
  search: ['goal'],
  permissions: { read: 'all', create: TEACHERS, update: TEACHERS, delete: ['manager'] },
  list: {
    columns: ['name', 'audience', 'topic', 'hours', 'pass', 'validMonths'],
    sort: { field: 'name' },
  },
}

/** A course that is held on a day. */
export const sessionType: RecordType = {
  name: 'training-session',
  label: t('培训场次', 'Training session'),
  plural: t('培训场次', 'Training sessions'),
  short: t('场次', 'Sessions'),
  icon: 'roster',
  area: 'operations',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true, maxLength: 120 }),
    course: ref('training-course', '课程', 'Course', { required: true }),
    state: choice(
      '状态',
      'State',
      [
        one('planned', '计划', 'Planned'),
        one('held', '已举办', 'Held', 'notice'),
        one('closed', '已归档', 'Closed', 'neutral'),
        one('cancelled', '取消', 'Cancelled', 'neutral'),
      ],
      { initial: 'planned' },
    ),
    startsAt: instant('开始', 'Starts', { required: true }),
    endsAt: instant('结束', 'Ends'),
    place: text('地点', 'Place'),
    trainer: ref('person', '讲师', 'Trainer', { initial: { from: 'me' } }),
    summary: longText('效果评价', 'How it went'),
    attachments: attachments('签到表与照片', 'Attendance list and photos'),
  },
  workflow: {
    field: 'state',
    transitions: [
      step('hold', '已举办', 'Held', ['planned'], 'held', TEACHERS),
      step('close', '归档', 'Close', ['held'], 'closed', TEACHERS, {
        requires: ['summary'],
        guards: ['support.hasAttendance'],
      }),
      step('cancel', '取消', 'Cancel', ['planned'], 'cancelled', TEACHERS, {
        requires: ['summary'],
      }),
    ],
  },
  calendar: { from: 'startsAt', to: 'endsAt' },
  deadlines: [
    {
      field: 'startsAt',
      open: ['planned'],
      who: 'trainer',
      roles: ['support'],
      label: t('培训：{title}', 'Training: {title}'),
      detail: ['place'],
      remindDays: 3,
    },
  ],
  children: [{ type: 'training-attendance', field: 'session' }],
  search: ['place', 'summary'],
  permissions: { read: 'all', create: TEACHERS, update: TEACHERS, delete: ['manager'] },
  list: {
    columns: ['name', 'course', 'state', 'startsAt', 'place', 'trainer'],
    sort: { field: 'startsAt', descending: true },
  },
}

/** Somebody who was there, with the mark of his test. */
export const attendanceType: RecordType = {
  name: 'training-attendance',
  label: t('参训记录', 'Attendance'),
  plural: t('参训记录', 'Attendance'),
  icon: 'user',
  title: 'name',
  fields: {
    session: ref('training-session', '场次', 'Session', { required: true }),
    name: text('姓名', 'Name', { required: true, maxLength: 60 }),
    person: ref('person', '本单位人员', 'Member of the staff'),
    unit: text('部门', 'Department', { maxLength: 80 }),
    presence: choice(
      '出席',
      'Attendance',
      [one('present', '到场', 'Present', 'ok'), one('absent', '缺席', 'Absent', 'warn')],
      { initial: 'present' },
    ),
    score: integer('考试成绩', 'Mark', { min: 0, max: 100 }),
    passed: choice(
      '结果',
      'Result',
      [one('yes', '合格', 'Passed', 'ok'), one('no', '不合格', 'Not passed', 'warn')],
      { readOnly: true },
    ),
    note: text('备注', 'Note'),
  },
  indexes: [['session'], ['person']],
  permissions: { read: 'all', create: DESK, update: DESK, delete: TEACHERS },
  list: {
    columns: ['session', 'name', 'unit', 'presence', 'score', 'passed'],
    sort: { field: 'name' },
  },
}

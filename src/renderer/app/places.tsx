import {
  CalendarDays,
  ChartNoAxesGantt,
  Columns3,
  Grid2x2Check,
  FileText,
  FolderClosed,
  Handshake,
  ListTodo,
  MessagesSquare,
  NotebookText,
  PackageOpen,
  Paperclip,
  Smartphone,
  TextSearch,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseSection } from '../lib/navigation';
import type { TextId } from '../lib/text';

/** Name and picture of each part of a case. */
export const casePlaces: Readonly<Record<CaseSection, { readonly label: TextId; readonly icon: ReactNode }>> =
  {
    overview: { label: 'app.section.overview', icon: <NotebookText /> },
    people: { label: 'app.section.people', icon: <Users /> },
    interviews: { label: 'app.section.interviews', icon: <MessagesSquare /> },
    timeline: { label: 'app.section.timeline', icon: <ChartNoAxesGantt /> },
    procedure: { label: 'app.section.procedure', icon: <ListTodo /> },
    exhibits: { label: 'app.section.exhibits', icon: <Paperclip /> },
    coverage: { label: 'app.section.coverage', icon: <Grid2x2Check /> },
    filings: { label: 'app.section.filings', icon: <FileText /> },
    concordance: { label: 'app.section.concordance', icon: <Columns3 /> },
    consent: { label: 'app.section.consent', icon: <Handshake /> },
    departures: { label: 'app.section.departures', icon: <PackageOpen /> },
    conversations: { label: 'app.section.conversations', icon: <Smartphone /> },
  };

export const casesIcon = <FolderClosed />;
export const agendaIcon = <CalendarDays />;
export const searchIcon = <TextSearch />;
